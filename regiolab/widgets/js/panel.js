// Made by `make front` from src/; sources 44bd7536b178c9c81842ab1fe98ade15cb2069812ba27e1ab1fdf2ce636c3383
/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var be=globalThis,qe=t=>t,oe=be.trustedTypes,Re=oe?oe.createPolicy("lit-html",{createHTML:t=>t}):void 0,_e="$lit$",M=`lit$${Math.random().toFixed(9).slice(2)}$`,ye="?"+M,yt=`<${ye}>`,x=document,te=()=>x.createComment(""),ne=t=>t===null||typeof t!="object"&&typeof t!="function",Ae=Array.isArray,Ue=t=>Ae(t)||typeof t?.[Symbol.iterator]=="function",ve=`[ 	
\f\r]`,ee=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,De=/-->/g,Pe=/>/g,j=RegExp(`>|${ve}(?:([^\\s"'>=/]+)(${ve}*=${ve}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Le=/'/g,Oe=/"/g,je=/^(?:script|style|textarea|title)$/i,ke=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),d=ke(1),Yt=ke(2),Qt=ke(3),w=Symbol.for("lit-noChange"),f=Symbol.for("lit-nothing"),Be=new WeakMap,V=x.createTreeWalker(x,129);function Ve(t,e){if(!Ae(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Re!==void 0?Re.createHTML(e):e}var xe=(t,e)=>{let n=t.length-1,s=[],i,r=e===2?"<svg>":e===3?"<math>":"",o=ee;for(let g=0;g<n;g++){let l=t[g],c,u,a=-1,$=0;for(;$<l.length&&(o.lastIndex=$,u=o.exec(l),u!==null);)$=o.lastIndex,o===ee?u[1]==="!--"?o=De:u[1]!==void 0?o=Pe:u[2]!==void 0?(je.test(u[2])&&(i=RegExp("</"+u[2],"g")),o=j):u[3]!==void 0&&(o=j):o===j?u[0]===">"?(o=i??ee,a=-1):u[1]===void 0?a=-2:(a=o.lastIndex-u[2].length,c=u[1],o=u[3]===void 0?j:u[3]==='"'?Oe:Le):o===Oe||o===Le?o=j:o===De||o===Pe?o=ee:(o=j,i=void 0);let h=o===j&&t[g+1].startsWith("/>")?" ":"";r+=o===ee?l+yt:a>=0?(s.push(c),l.slice(0,a)+_e+l.slice(a)+M+h):l+M+(a===-2?g:h)}return[Ve(t,r+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]},se=class t{constructor({strings:e,_$litType$:n},s){let i;this.parts=[];let r=0,o=0,g=e.length-1,l=this.parts,[c,u]=xe(e,n);if(this.el=t.createElement(c,s),V.currentNode=this.el.content,n===2||n===3){let a=this.el.content.firstChild;a.replaceWith(...a.childNodes)}for(;(i=V.nextNode())!==null&&l.length<g;){if(i.nodeType===1){if(i.hasAttributes())for(let a of i.getAttributeNames())if(a.endsWith(_e)){let $=u[o++],h=i.getAttribute(a).split(M),_=/([.?@])?(.*)/.exec($);l.push({type:1,index:r,name:_[2],strings:h,ctor:_[1]==="."?le:_[1]==="?"?de:_[1]==="@"?ce:z}),i.removeAttribute(a)}else a.startsWith(M)&&(l.push({type:6,index:r}),i.removeAttribute(a));if(je.test(i.tagName)){let a=i.textContent.split(M),$=a.length-1;if($>0){i.textContent=oe?oe.emptyScript:"";for(let h=0;h<$;h++)i.append(a[h],te()),V.nextNode(),l.push({type:2,index:++r});i.append(a[$],te())}}}else if(i.nodeType===8)if(i.data===ye)l.push({type:2,index:r});else{let a=-1;for(;(a=i.data.indexOf(M,a+1))!==-1;)l.push({type:7,index:r}),a+=M.length-1}r++}}static createElement(e,n){let s=x.createElement("template");return s.innerHTML=e,s}};function W(t,e,n=t,s){if(e===w)return e;let i=s!==void 0?n._$Co?.[s]:n._$Cl,r=ne(e)?void 0:e._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(t),i._$AT(t,n,s)),s!==void 0?(n._$Co??=[])[s]=i:n._$Cl=i),i!==void 0&&(e=W(t,i._$AS(t,e.values),i,s)),e}var ae=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:s}=this._$AD,i=(e?.creationScope??x).importNode(n,!0);V.currentNode=i;let r=V.nextNode(),o=0,g=0,l=s[0];for(;l!==void 0;){if(o===l.index){let c;l.type===2?c=new Y(r,r.nextSibling,this,e):l.type===1?c=new l.ctor(r,l.name,l.strings,this,e):l.type===6&&(c=new ue(r,this,e)),this._$AV.push(c),l=s[++g]}o!==l?.index&&(r=V.nextNode(),o++)}return V.currentNode=x,i}p(e){let n=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,n),n+=s.strings.length-2):s._$AI(e[n])),n++}},Y=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,s,i){this.type=2,this._$AH=f,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=s,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=W(this,e,n),ne(e)?e===f||e==null||e===""?(this._$AH!==f&&this._$AR(),this._$AH=f):e!==this._$AH&&e!==w&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ue(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==f&&ne(this._$AH)?this._$AA.nextSibling.data=e:this.T(x.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:s}=e,i=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=se.createElement(Ve(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===i)this._$AH.p(n);else{let r=new ae(i,this),o=r.u(this.options);r.p(n),this.T(o),this._$AH=r}}_$AC(e){let n=Be.get(e.strings);return n===void 0&&Be.set(e.strings,n=new se(e)),n}k(e){Ae(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,s,i=0;for(let r of e)i===n.length?n.push(s=new t(this.O(te()),this.O(te()),this,this.options)):s=n[i],s._$AI(r),i++;i<n.length&&(this._$AR(s&&s._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let s=qe(e).nextSibling;qe(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},z=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,s,i,r){this.type=1,this._$AH=f,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=r,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=f}_$AI(e,n=this,s,i){let r=this.strings,o=!1;if(r===void 0)e=W(this,e,n,0),o=!ne(e)||e!==this._$AH&&e!==w,o&&(this._$AH=e);else{let g=e,l,c;for(e=r[0],l=0;l<r.length-1;l++)c=W(this,g[s+l],n,l),c===w&&(c=this._$AH[l]),o||=!ne(c)||c!==this._$AH[l],c===f?e=f:e!==f&&(e+=(c??"")+r[l+1]),this._$AH[l]=c}o&&!i&&this.j(e)}j(e){e===f?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},le=class extends z{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===f?void 0:e}},de=class extends z{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==f)}},ce=class extends z{constructor(e,n,s,i,r){super(e,n,s,i,r),this.type=5}_$AI(e,n=this){if((e=W(this,e,n,0)??f)===w)return;let s=this._$AH,i=e===f&&s!==f||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,r=e!==f&&(s===f||i);i&&this.element.removeEventListener(this.name,this,s),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ue=class{constructor(e,n,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){W(this,e)}},We={M:_e,P:M,A:ye,C:1,L:xe,R:ae,D:Ue,V:W,I:Y,H:z,N:de,U:ce,B:le,F:ue},At=be.litHtmlPolyfillSupport;At?.(se,Y),(be.litHtmlVersions??=[]).push("3.3.3");var ze=(t,e,n)=>{let s=n?.renderBefore??e,i=s._$litPart$;if(i===void 0){let r=n?.renderBefore??null;s._$litPart$=i=new Y(e.insertBefore(te(),r),r,void 0,n??{})}return i._$AI(t),i};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var q={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},$e=t=>(...e)=>({_$litDirective$:t,values:e}),Q=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,s){this._$Ct=e,this._$AM=n,this._$Ci=s}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{I:kt}=We,Fe=t=>t;var Ke=t=>t.strings===void 0,Ge=()=>document.createComment(""),X=(t,e,n)=>{let s=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let r=s.insertBefore(Ge(),i),o=s.insertBefore(Ge(),i);n=new kt(r,o,t,t.options)}else{let r=n._$AB.nextSibling,o=n._$AM,g=o!==t;if(g){let l;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(l=t._$AU)!==o._$AU&&n._$AP(l)}if(r!==i||g){let l=n._$AA;for(;l!==r;){let c=Fe(l).nextSibling;Fe(s).insertBefore(l,i),l=c}}}return n},R=(t,e,n=t)=>(t._$AI(e,n),t),wt={},pe=(t,e=wt)=>t._$AH=e,Je=t=>t._$AH,fe=t=>{t._$AR(),t._$AA.remove()};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var D=$e(class extends Q{constructor(t){if(super(t),t.type!==q.PROPERTY&&t.type!==q.ATTRIBUTE&&t.type!==q.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Ke(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===w||e===f)return e;let n=t.element,s=t.name;if(t.type===q.PROPERTY){if(e===n[s])return w}else if(t.type===q.BOOLEAN_ATTRIBUTE){if(!!e===n.hasAttribute(s))return w}else if(t.type===q.ATTRIBUTE&&n.getAttribute(s)===e+"")return w;return pe(t),e}});/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Ye=(t,e,n)=>{let s=new Map;for(let i=e;i<=n;i++)s.set(t[i],i);return s},C=$e(class extends Q{constructor(t){if(super(t),t.type!==q.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let s;n===void 0?n=e:e!==void 0&&(s=e);let i=[],r=[],o=0;for(let g of t)i[o]=s?s(g,o):o,r[o]=n(g,o),o++;return{values:r,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,s]){let i=Je(t),{values:r,keys:o}=this.dt(e,n,s);if(!Array.isArray(i))return this.ut=o,r;let g=this.ut??=[],l=[],c,u,a=0,$=i.length-1,h=0,_=r.length-1;for(;a<=$&&h<=_;)if(i[a]===null)a++;else if(i[$]===null)$--;else if(g[a]===o[h])l[h]=R(i[a],r[h]),a++,h++;else if(g[$]===o[_])l[_]=R(i[$],r[_]),$--,_--;else if(g[a]===o[_])l[_]=R(i[a],r[_]),X(t,l[_+1],i[a]),a++,_--;else if(g[$]===o[h])l[h]=R(i[$],r[h]),X(t,i[a],i[$]),$--,h++;else if(c===void 0&&(c=Ye(o,h,_),u=Ye(g,a,$)),c.has(g[a]))if(c.has(g[$])){let y=u.get(o[h]),E=y!==void 0?i[y]:null;if(E===null){let k=X(t,i[a]);R(k,r[h]),l[h]=k}else l[h]=R(E,r[h]),X(t,i[a],E),i[y]=null;h++}else fe(i[$]),$--;else fe(i[a]),a++;for(;h<=_;){let y=X(t,l[_+1]);R(y,r[h]),l[h++]=y}for(;a<=$;){let y=i[a++];y!==null&&fe(y)}return this.ut=o,pe(t,l),w}});var Tt=500;function ie(t,e){return t.replace(/\{(\w+)\}/g,(n,s)=>s in e?e[s]:n)}function T(t,e,n,s={}){return d`<button
    type="button"
    class=${s.class??f}
    aria-label=${s.label??f}
    title=${s.title??f}
    aria-disabled=${s.off?"true":f}
    aria-pressed=${s.pressed===void 0?f:String(s.pressed)}
    aria-current=${s.current?"page":f}
    @click=${()=>s.off||t.send(n)}
  >${e}</button>`}function Qe(t,{id:e,value:n,label:s,message:i,rows:r=2}){let o=`timer:${e}`,g=c=>{clearTimeout(t.local.get(o)),t.local.delete(o),t.send(i(c.value))},l=t.active()===e||t.local.has(o);return d`<textarea
    id=${e}
    rows=${r}
    maxlength="4000"
    aria-label=${s}
    placeholder=${s}
    .value=${l?w:D(n)}
    @input=${c=>{clearTimeout(t.local.get(o));let u=c.target;t.local.set(o,setTimeout(()=>g(u),Tt))}}
    @change=${c=>t.local.has(o)&&g(c.target)}
  ></textarea>`}function he(t,e,n,s){return d`<details
    ?open=${t.local.get(e)===!0}
    @toggle=${i=>t.local.set(e,i.target.open)}
  ><summary>${n}</summary>${s}</details>`}function P(t){let{view:e,words:n}=t,{steps:s,shown:i,mark:r,cost:o,comparison:g}=e.feedback;if(!s.length)return f;let l=t.id("feedback");return d`<section class="rl-feedback" aria-labelledby=${l}>
    <h3 id=${l}>${n.feedback}</h3>
    <div class="rl-line">
      ${s.map(c=>T(t,c.label,{do:"reveal",question:e.question,step:c.step},{off:c.opened||!c.ready,pressed:c.opened}))}
      ${o?d`<small>${o}</small>`:f}
    </div>
    ${r?d`<div class="rl-mark"><strong>${r.sum?`${r.sum} · `:""}${r.says}</strong>
          <ul>${r.criteria.map(c=>d`<li><b>${c.name} ${c.points}</b> ${c.says}</li>`)}</ul>
        </div>`:f}
    ${g?St(t,g):f}
    ${[...i].reverse().map(c=>d`<div class="rl-said"><h4>${c.heading}</h4>${c.paragraphs.map(u=>d`<p>${u}</p>`)}</div>`)}
  </section>`}function St(t,{columns:e,rows:n,cards:s}){let{words:i}=t;return d`<div class="rl-wide" tabindex="0" role="region" aria-label=${i.beside}>
      <table class="rl-beside">
        <thead><tr><th scope="col"></th><th scope="col">${e[0]}</th><th scope="col"><span class="rl-hidden">${i.sign}</span></th>
          ${e.slice(1).map(r=>d`<th scope="col">${r}</th>`)}</tr></thead>
        <tbody>${n.map(r=>d`<tr><th scope="row">${r.name}</th><td>${r.cells[0]}</td>
            <td class="rl-sign">${r.sign}</td>${r.cells.slice(1).map(o=>d`<td>${o}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    ${s.length?d`<h4>${i.your_cards}</h4><ul class="rl-cards-said">${s.map(r=>d`<li><span class="rl-sign">${r.sign}</span> <b>${r.card}</b> ${r.side} “${r.condition}”: ${r.says}
              ${r.comment?d`<small>${r.comment}</small>`:f}</li>`)}</ul>`:f}`}function L(t){let{view:e,words:n}=t;return d`
    ${(e.look??[]).map((s,i)=>he(t,`look:${i}`,s.title,d`<div class="rl-wide" .innerHTML=${s.html}></div>`))}
    <p class=${e.missing.length?"rl-missing":"rl-complete"}>${e.missing.length?`${n.missing} ${e.missing.join("; ")}`:`✓ ${n.complete}`}</p>
    ${e.frozen?d`<p class="rl-before">${e.frozen}</p>`:f}
    ${e.room?d`<p class="rl-room">${e.room}</p>`:f}`}function O(t){let{view:e,words:n}=t;return d`<h2 tabindex="-1">${e.heading} <small>${e.points}</small></h2>
    ${e.training?d`<p class="rl-training">${e.training}</p>`:f}
    <p class="rl-prompt">${e.prompt}</p>
    ${e.before?d`<p class="rl-before">${e.before} ${e.keep?T(t,n.keep,{do:"keep",question:e.question}):f}</p>`:f}`}var Xe=["for","against"],ge={for:"▲",against:"▽"};function we(t,e){t.send({do:t.view.action??"file",question:t.view.question,...e})}function Ze(t,e,n=f){let{words:s}=t,i=t.local.get("taken"),r=`statement:${e.condition}`,o=t.local.get(r)===!0,g=(l,c)=>{we(t,{card:l,condition:e.condition,side:c}),t.local.set("told",!0),F(t,null,l)};return d`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(o)} @click=${()=>{t.local.set(r,!o),t.redraw()}}>${e.name}</button>
    ${n}
    ${C(e.filed,l=>l.card,l=>d`<button
        type="button"
        class=${`rl-chip rl-${l.side}`}
        title=${s.take_out}
        aria-label=${`${s.take_out}: ${l.card}, ${s[l.side]}, ${e.name}`}
        @click=${()=>we(t,{card:l.card,condition:e.condition,side:l.side,on:!1})}
      >${ge[l.side]} ${l.card} ×</button>`)}
    ${i?d`<span class="rl-drops">${Xe.map(l=>d`<button
              type="button"
              class="rl-drop"
              aria-label=${`${i} ${s[l]}: ${e.name}`}
              @click=${()=>g(i,l)}
              @dragover=${c=>c.preventDefault()}
              @drop=${c=>{c.preventDefault(),g(c.dataTransfer.getData("text/plain")||i,l)}}
            >${ge[l]} ${s[l]}</button>`)}</span>`:f}
    ${o?d`<p class="rl-definition">${e.statement}</p>`:f}
  </li>`}function F(t,e,n=t.local.get("taken")){t.local.set("taken",e),t.redraw(),!e&&n&&t.focus(t.id(`card-${n}`))}function et(t,e){let n=t.local.get("taken")===e.card;return d`<li
    class=${`rl-card${e.filed.length?" rl-filed":""}${n?" rl-up":""}`}
    draggable="true"
    @dragstart=${s=>{s.dataTransfer.setData("text/plain",e.card),s.dataTransfer.effectAllowed="copy",setTimeout(()=>F(t,e.card),0)}}
    @dragend=${()=>t.local.get("taken")===e.card&&F(t,null)}
  >
    <button
      type="button"
      id=${t.id(`card-${e.card}`)}
      class="rl-card-text"
      aria-pressed=${String(n)}
      @click=${()=>F(t,n?null:e.card)}
    ><b>${e.card}</b> ${e.text} <small>${e.place}</small></button>
    ${e.filed.length?d`<p class="rl-under">${e.filed.map(s=>d`<span>${ge[s.side]} ${s.name}</span> `)}</p>`:f}
    ${n?Nt(t,e):f}
  </li>`}function Nt(t,e){let{view:n,words:s}=t;return d`<select aria-label=${`${s.file_under}: ${e.card}`} @change=${i=>{let[r,o]=i.target.value.split("|");r&&we(t,{card:e.card,condition:r,side:o}),F(t,null,e.card)}}><option value="">${s.file_under} …</option>
    ${n.rows.map(i=>d`<optgroup label=${i.name}>${i.conditions.flatMap(r=>Xe.map(o=>d`<option value=${`${r.condition}|${o}`}>${ge[o]} ${r.name}</option>`))}</optgroup>`)}</select>`}function tt(t){let{view:e,words:n}=t;return d`${O(t)}
    ${he(t,"rule",n.rule,d`<p class="rl-definition">${e.rule}</p>`)}
    <div class="rl-board" @keydown=${s=>s.key==="Escape"&&F(t,null)}>
      <section aria-label=${n.types}>
        <h3>${n.types}</h3>
        ${C(e.rows,s=>s.model,s=>Et(t,s))}
        ${e.warnings.map(s=>d`<p class="rl-warning">⚠ ${s}</p>`)}
        <div class="rl-why">
          <select
            aria-label=${n.sure}
            @change=${s=>t.send({do:"say",question:e.question,confidence:Number(s.target.value)})}
          >${[n.sure,...e.confidences].map((s,i)=>d`<option value=${i} .selected=${i===e.confidence}>${s}</option>`)}</select>
          ${Qe(t,{id:t.id("rationale"),value:t.link.typed(e.question)??e.rationale,label:n.rationale,message:s=>({do:"say",question:e.question,rationale:s})})}
        </div>
      </section>
      <section aria-label=${n.cards}>
        <h3>${n.cards} <small>${n.how_to_file}</small></h3>
        <ul class="rl-cards">${C(e.cards,s=>s.card,s=>et(t,s))}</ul>
      </section>
    </div>
    ${L(t)}${P(t)}`}function Et(t,e){let{view:n,words:s}=t,i=a=>t.send({do:"set",question:n.question,model:e.model,degree:a}),r=a=>t.send({do:"set",question:n.question,model:e.model,on:a}),o=`definition:${e.model}`,g=t.local.get(o)===!0,[l,c]=e.bar,u=a=>{let $="012".indexOf(a.key);a.key.length===1&&$>=0&&!e.residual&&(a.preventDefault(),i(e.degrees[$].value))};return d`<div class="rl-type" role="group" aria-label=${e.name}>
    <div class="rl-line" @keydown=${u}>
      <button type="button" class="rl-name" aria-expanded=${String(g)} @click=${()=>{t.local.set(o,!g),t.redraw()}}>${e.name} <span aria-hidden="true">?</span></button>
      <span class="rl-bar" role="img" aria-label=${`${s.shown_of} ${l}/${c}`}>${e.conditions.map((a,$)=>d`<i class=${$<l?"rl-full":""}></i>`)}</span>
      ${e.residual?Ht(t,e,r):Ct(t,e,i)}
    </div>
    ${g?d`<p class="rl-definition">${e.rule}</p>`:f}
    ${e.flags.length?d`<div class="rl-flags" role="group" aria-label=${`${s.flags}: ${e.name}`}>${e.flags.map(a=>d`<label><input type="checkbox" .checked=${D(a.on)} @change=${$=>t.send({do:"flag",question:n.question,model:e.model,flag:a.flag,on:$.target.checked})} />${a.label}</label>`)}</div>`:f}
    <ul class="rl-conditions">${C(e.conditions,a=>a.condition,a=>Ze(t,a))}</ul>
  </div>`}function Ct(t,e,n){return d`<span class="rl-degrees">${e.degrees.map(s=>d`<label class=${e.degree===s.value?"rl-on":""}><input
      type="radio"
      name=${t.id(e.model)}
      aria-label=${`${e.name}: ${s.label}`}
      .checked=${D(e.degree===s.value)}
      @change=${()=>n(s.value)}
    />${s.label}</label>`)}</span>`}function Ht(t,e,n){return d`<span class="rl-degrees"><label class=${e.degree?"rl-on":""}><input
    type="checkbox"
    aria-label=${e.name}
    .checked=${D(e.degree==="given")}
    @change=${s=>n(s.target.checked)}
  />${t.words.given}</label></span>`}function nt(t,e,n,s,i,r){return d`<fieldset class="rl-choice"><legend class=${n?"":"rl-hidden"}>${n||t.view.prompt}</legend>
    ${s.map(o=>d`<label class=${o.id===i?"rl-on":""}><input
        type="radio"
        name=${t.id(e)}
        .checked=${D(o.id===i)}
        @change=${()=>r(o.id)}
      />${o.text}</label>`)}</fieldset>`}function st(t){let{view:e}=t,n=e.question;return d`${O(t)}
    ${nt(t,"choice","",e.options,e.choice,s=>t.send({do:"answer",question:n,option:s}))}
    ${e.rows.length?nt(t,"row",e.rows_prompt,e.rows,e.row,s=>t.send({do:"decide",question:n,row:s})):f}
    ${L(t)}${P(t)}`}function it(t,e){return t?new Date(t).toLocaleTimeString(e,{hour:"2-digit",minute:"2-digit",hourCycle:"h23"}):""}function re(t){let{view:e,words:n,link:s}=t,i=String(s.unsent()),r=s.refused()?n.not_kept:n.kept,o=s.state();return o==="lost"?`${n.lost} ${i==="0"?"":`${ie(n.unsent,{n:i})} ${r} `}${n.run_again}`:o==="waiting"?`${n.waiting} ${ie(n.unsent,{n:i})}`:o==="sending"?n.sending:e.saved?ie(e.saved_at?n.saved_at:n.not_yet,{time:it(e.saved_at,e.lang),folder:e.folder}):e.place}function rt(t,e,n=()=>!0){let{words:s,link:i,view:r,local:o}=t,g=e.map(c=>c.message),l=JSON.stringify(g);return o.get("asked")!==l&&(o.set("asked",l),o.set("told",[]),queueMicrotask(()=>t.send({do:"tell",actions:g}))),d`<div class="rl-notice"><p>${ie(s.offered,{n:e.length,time:it(e[0].at,r.lang)})}</p>
    <ul>${(o.get("told")??[]).map(c=>d`<li>${c}</li>`)}</ul>
    <button type="button" @click=${()=>{i.drop(n),t.send({do:"replay",actions:g})}}>${s.take_over}</button>
    <button type="button" @click=${()=>i.drop(n)}>${s.leave}</button></div>`}var ot={open:"○",begun:"◐",answered:"●",sealed:"■",read:"✓"};function at(t){let{view:e,words:n,link:s}=t,i=s.offered();return d`<div class="rl-line rl-title"><h2 tabindex="-1">${e.title}</h2>
      <span class=${`rl-state rl-${s.state()}`}>${re(t)}</span></div>
    ${e.about?d`<p class="rl-about">${e.about}</p>`:f}
    ${e.notices.map(r=>d`<p class="rl-notice">${r}</p>`)}
    ${i.length&&s.state()!=="lost"?rt(t,i):f}
    ${e.conflict?It(t):f}
    <nav class="rl-line" aria-label=${n.pages}>
      ${T(t,"‹",{do:"go",page:e.page-1},{off:e.page===0,label:n.previous})}
      ${e.pages.map((r,o)=>T(t,`${r.label} ${ot[r.state]}`,{do:"go",page:o},{label:`${r.label}: ${r.name} (${r.said})`,title:`${r.name} (${r.said})`,current:o===e.page,class:o===e.page?"rl-on":void 0}))}
      ${T(t,"›",{do:"go",page:e.page+1},{off:e.page===e.pages.length-1,label:n.next})}
      <progress max=${e.of} value=${e.done} aria-label=${e.state}></progress>
      <span>${e.round} · ${e.state}</span>
      <span class="rl-gap"></span>
      ${T(t,`↶ ${n.undo}`,{do:"undo"})}
      ${e.seal?T(t,e.seal,{do:"submit"},{class:"rl-primary"}):f}
    </nav>
    ${e.legend?d`<p class="rl-about"><small>${Object.entries(ot).map(([r,o])=>d`<span class="rl-legend">${o} ${e.legend[r]}</span> `)}</small></p>`:f}
    ${e.asking?d`<p class="rl-notice" role="alertdialog" aria-label=${e.asking}>${e.asking}
          ${T(t,n.anyway,{do:"submit",anyway:!0})} ${T(t,n.back,{do:"dismiss"})}</p>`:f}
    <details class="rl-files"><summary>${n.files}</summary><div class="rl-line">
      <label>${n.pseudonym} <input type="text" maxlength="60" size="14" .value=${e.pseudonym}
        @change=${r=>t.send({do:"call",pseudonym:r.target.value})} /></label>
      ${T(t,n.download,{do:"download"})}
      <label class="rl-upload">${n.upload}<input type="file" accept=".json" @change=${async r=>{let[o]=r.target.files;o&&t.send({do:"upload",name:o.name,content:await o.text()}),r.target.value=""}} /></label></div></details>`}function It(t){let{view:e,words:n}=t;return d`<div class="rl-notice"><p>${e.conflict.says}</p>
    <ul>${e.conflict.questions.map(s=>d`<li>${s}</li>`)}</ul>
    ${T(t,n.these,{do:"settle",other:!1})} ${T(t,n.other,{do:"settle",other:!0})}</div>`}function lt(t){let{view:e}=t;return d`<h2 tabindex="-1">${e.heading}</h2>
    ${e.paragraphs.map(n=>d`<p>${n}</p>`)}
    ${e.again.length?d`<h3>${e.again_heading}</h3><ul class="rl-again">${e.again.map(n=>d`<li><button type="button" @click=${()=>{t.link.turning=!0,t.send({do:"turn",page:n.page})}}>${n.name}</button> ${n.says}</li>`)}</ul>`:f}`}function dt(t){let{view:e,words:n}=t;return d`${O(t)}
    <div class="rl-match">${C(e.items,s=>s.id,s=>d`<label><span>${s.text}</span><select
        @change=${i=>t.send({do:"answer",question:e.question,item:s.id,option:i.target.value})}
      ><option value="" ?selected=${!s.option} .selected=${!s.option}>${n.choose}</option>
        ${e.options.map(i=>d`<option value=${i.id} .selected=${i.id===s.option}>${i.text}</option>`)}</select></label>`)}</div>
    ${L(t)}${P(t)}`}var Te="regiolab";function ct(t,e,{tag:n=Se(),now:s=Date.now,locks:i=Mt()}={}){let r=`${Te}:${e}:`,o=r+n,g=null;i?.request(o,()=>new Promise(()=>{})).catch(()=>{});let l=a=>{try{let $=JSON.parse(t.getItem(a));return Array.isArray($.actions)?$:null}catch{return null}},c=(a,$)=>$?i?g!==null&&!g.has(a):s()-$.at>15e4:!0,u=()=>{let a=[];for(let $=0;$<(t?t.length:0);$++){let h=t.key($);if(!h?.startsWith(r)||h===o)continue;let _=l(h);c(h,_)&&a.push([h,_])}return a};return{keep(a){try{return a.length?t.setItem(o,JSON.stringify({at:s(),actions:a})):t.removeItem(o),!0}catch{return!1}},left:()=>u().flatMap(([a,$])=>$?.actions??[]).sort((a,$)=>a.at-$.at),drop(a=()=>!0){for(let[$,h]of u()){let _=(h?.actions??[]).filter(y=>!a(y));_.length?t.setItem($,JSON.stringify({...h,actions:_})):t.removeItem($)}},async look(){if(i)try{g=new Set((await i.query()).held.map(a=>a.name))}catch{g=null}}}}function Se(){return Math.random().toString(36).slice(2,10)}function Mt(){return globalThis.navigator?.locks}function ut(){try{let t=globalThis.localStorage;return t.setItem(`${Te}:tried`,"1"),t.removeItem(`${Te}:tried`),t}catch{return}}var Ne=2500,qt=15e3,Rt=250,Dt=1500,Pt=6e4,Lt=5e3,Ot=new Set(["set","flag","file","answer","decide","say","keep","call","reply","pass_over","draft"]),Bt=new Set(["reply","pass_over","draft"]),Ee=()=>!0,Ut=new Set(["dead","terminating","restarting","autorestarting"]);function jt(t,{do:e,question:n}){return Bt.has(e)?t.filter(({message:s})=>s.do!=="draft"||s.question!==n):t}function me(){return globalThis.__regiolab_links??=new Map,globalThis.__regiolab_links}function pt(t,e,n=()=>Vt(t)){let s=`${t} ${e?.kernel?.id??""}`;return me().has(s)||me().set(s,n()),me().get(s)}function $t(t,e){return[...me().values()].filter(n=>n!==e&&n.id===t&&n.state()==="lost")}function Vt(t,{storage:e=ut(),locks:n,now:s=Date.now,timer:i=!0}={}){let r=Se(),o=ct(e,t,n===void 0?{tag:r,now:s}:{tag:r,now:s,locks:n}),g=new Set,l=new Set,c=new Map,u=[],a=[],$=null,h=!1,_=!1,y=!e,E=0,k=s(),G=s(),N=s(),H="",K=(p,{message:m,at:b})=>m.do==="replay"?m.actions.map(A=>({n:p,message:A,at:b})):Ot.has(m.do)?[{n:p,message:m,at:b}]:[],J=(p,m,b)=>b.message.do==="undo"?p.slice(0,-1):[...jt(p,b.message),...K(m,b)],I=()=>[...c].reduce((p,[m,b])=>J(p,m,b),u),v=()=>{H=`${B()} ${I().length} ${U.offered().length}`;for(let p of g)p()},S=()=>{N=s();let p=[...a,...I()];!o.keep(p)&&p.length&&(y=!0)};function Z(p){let m=p?.kernel;if(!m||m===$)return;$=m;let b=()=>{$===m&&(Ut.has(m.status)||m.isDisposed)&&(h=_=!0),v()};m.statusChanged?.connect(b),m.connectionStatusChanged?.connect(b),m.disposed?.connect(b)}function B(){if(h||$?.isDisposed||$?.connectionStatus&&$.connectionStatus!=="connected")return"lost";if(!c.size)return"connected";let p=Math.min(...[...c.values()].map(A=>A.at)),m=s()-p,b=[...c.values()].every(A=>A.message.do==="ping");return m<Ne?b?"connected":"sending":$?.status?$.status==="busy"?"waiting":"lost":m<qt?"waiting":"lost"}function He(p,m){E+=1;let b=`${r}-${E}`,A={message:m,at:s(),sent:!1};c.set(b,A),(m.do==="undo"||K(b,A).length)&&S(),Z(p.widget_manager);try{(!h||m.do==="ping")&&(p.send({...m,n:b}),A.sent=!0)}catch{h=!0}}function bt(p){let m=[];for(let[b,A]of c){let _t=Number(b.slice(r.length+1))<p;(!A.sent||_t&&s()-A.at>=Ne)&&(m=J(m,b,A),c.delete(b))}a.push(...m)}function Ie(){let p=[...l].at(-1);if(!(!p||_)){for(let[m,b]of c)if(b.message.do==="ping"){if(s()-b.at<Ne)return;c.delete(m)}He(p,{do:"ping"})}}function Me(){let p=B();p==="lost"&&c.size&&(h=!0);let m=s()-G<Pt&&globalThis.document?.visibilityState!=="hidden",b=s()-k>=Dt;m&&b&&(p==="lost"||p==="connected"&&$?.status!=="busy")&&Ie(),s()-N>Lt&&(o.look(),S()),H!==`${B()} ${I().length} ${U.offered().length}`&&v()}let U={id:t,turning:!1,attach(p){l.add(p),Z(p.widget_manager),h&&(a.push(...I()),c.clear(),u=[],_=!1,S(),Ie()),o.look().then(v)},detach:p=>l.delete(p),send(p,m){He(p,m),v()},acknowledge({ack:p,saved:m=!0}){let b=c.get(p);k=s(),c.delete(p),a=a.filter(A=>A.n!==p),b&&m?u=[]:b&&(u=J(u,p,b)),!_&&p.startsWith(r)&&(h=!1,bt(Number(p.slice(r.length+1)))),S(),v()},offered:()=>[...a,...o.left(),...$t(t,U).flatMap(p=>p.stranded())],stranded:()=>[...a,...I()],forget(p=Ee){a=a.filter(m=>!p(m)),u=u.filter(m=>!p(m));for(let[m,b]of c){let A=K(m,b);(p===Ee||A.length&&A.every(p))&&c.delete(m)}S(),v()},drop(p=Ee){a=a.filter(m=>!p(m)),o.drop(p);for(let m of $t(t,U))m.forget(p);S(),v()},typed(p){return U.stranded().findLast(({message:b})=>b.question===p&&b.rationale!==void 0)?.message.rationale},ordered(p){return I().findLast(({message:m})=>m.question===p)?.message.order},touch(){G=s()},state:B,tick:Me,unsent:()=>I().length,refused:()=>y,subscribe(p){return g.add(p),()=>g.delete(p)}};if(i){setInterval(Me,Rt).unref?.();for(let p of["pointerdown","pointermove","keydown","visibilitychange"])globalThis.document?.addEventListener(p,U.touch,{passive:!0,capture:!0})}return U}function xt(){return globalThis.__regiolab_views=(globalThis.__regiolab_views??0)+1,globalThis.__regiolab_views}function ft(t,e){let n=document.createElement("div");n.className=e;let s=document.createElement("p");s.className="rl-hidden",s.setAttribute("role","status");let i=document.createElement("div");return n.append(s,i),t.append(n),{number:xt(),root:n,status:s,stage:i}}function ht({name:t,page:e,heard:n,landing:s,tells:i,received:r,shown:o,moved:g,undo:l=!1}){function c({model:u,el:a}){let{number:$,root:h,status:_,stage:y}=ft(a,t),E=new Map,k=pt(u.get("view").link,u.widget_manager),G=!1,N={local:E,link:k,stage:y,id:v=>`rl${$}-${v}`,active:()=>h.getRootNode().activeElement?.id??"",send(v){G=!0,k.send(u,v)},redraw(v){G=!0,H(),v&&N.focus(v)},focus(v){h.querySelector(`#${CSS.escape(v)}`)?.focus()}};function H(){let v=u.get("view");Object.assign(N,{view:v,words:v.words}),h.lang=v.lang;let S=y.contains(h.getRootNode().activeElement);ze(e(N),y);let Z=h.getRootNode().activeElement;G&&S&&(!Z||Z===document.body)&&y.querySelector(s)?.focus();let B=n(N).filter(Boolean).join(" ");_.textContent!==B&&(_.textContent=B)}h.addEventListener("keydown",v=>{v.stopPropagation();let S=v.target.matches("textarea, input[type=text]");l&&(v.ctrlKey||v.metaKey)&&v.key==="z"&&!S&&(v.preventDefault(),N.send({do:"undo"}))});let K=v=>{r?.(N,v),v.ack&&(k.acknowledge(v),H()),v.told&&(E.set("told",v.told),H())};u.on("change:view",H),u.on("msg:custom",K),k.attach(u);let J="",I=k.subscribe(()=>{g?.(N);let v=k.state(),S=v==="lost"||v==="waiting"?`${v} ${k.unsent()}`:"";(i?.(N)||S!==J)&&H(),J=S});return H(),o?.(N,h),()=>{I(),k.detach(u),u.off("change:view",H),u.off("msg:custom",K)}}return{render:c}}function Ce(t,e,n){let s=t.filter((i,r)=>r!==e);return[...s.slice(0,n),t[e],...s.slice(n)]}function gt(t,e,n,s){let{words:i}=t,r=new Map(e.map(u=>[u.id,u.text])),o=e.filter(u=>!n.includes(u.id)),g=(u,a,$,h,_,y,E)=>d`<button
    type="button"
    id=${t.id(`${u}-${h}`)}
    aria-label=${`${$}: ${r.get(h)}`}
    title=${$}
    aria-disabled=${String(_)}
    @click=${()=>_||s(y(),t.id(E))}
  >${a}</button>`,l=n.length-1,c=u=>{let a=o.findIndex(h=>h.id===u),$=o[a+1]??o[a-1];return t.id($?`place-${$.id}`:`up-${u}`)};return d`<div class="rl-columns">
      <section aria-label=${i.unplaced}><h3>${i.unplaced}</h3><div class="rl-unplaced">${C(o,u=>u.id,u=>d`<button type="button" class="rl-item" id=${t.id(`place-${u.id}`)}
          aria-label=${`${i.place}: ${u.text}`}
          @click=${()=>s([...n,u.id],c(u.id))}>${u.text} →</button>`)}</div></section>
      <section aria-label=${i.placed}><h3>${i.placed}</h3><ol class="rl-order">${C(n,u=>u,(u,a)=>d`<li
          draggable="true"
          @dragstart=${$=>$.dataTransfer.setData("text/plain",u)}
          @dragover=${$=>$.preventDefault()}
          @drop=${$=>{$.preventDefault();let h=n.indexOf($.dataTransfer.getData("text/plain"));h>=0&&s(Ce(n,h,a))}}
        ><span>${r.get(u)}</span>${g("up","↑",i.up,u,a===0,()=>Ce(n,a,a-1),`up-${u}`)}${g("down","↓",i.down,u,a===l,()=>Ce(n,a,a+1),`down-${u}`)}${g("out","×",i.remove,u,!1,()=>n.filter($=>$!==u),`place-${u}`)}</li>`)}</ol></section>
    </div>`}function mt(t){let{view:e,link:n}=t,s=n.ordered(e.question)??e.order,i=(r,o)=>{t.send({do:"answer",question:e.question,order:r}),t.redraw(o)};return d`${O(t)}
    ${gt(t,e.items,s,i)}
    <p class="rl-rule-said">${e.formula}</p>
    ${L(t)}${P(t)}`}var Wt={board:tt,choice:st,end:lt,head:at,match:dt,order:mt};function zt(t,e){let n=document.createElement("a");n.href=URL.createObjectURL(new Blob([e],{type:"application/json"})),n.download=t,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),1e4)}function Ft(t){let{view:e,link:n,words:s}=t,i=e.kind==="head"?"":n.state();return d`${i==="lost"||i==="waiting"?d`<p class=${i==="lost"?"rl-notice":"rl-before"}>${re(t)}</p>`:f}
    ${e.error?d`<p class="rl-notice">${e.error}</p>`:f}
    ${Wt[e.kind](t)}
    ${e.kind==="head"?f:d`<span class="rl-hidden">${s.end_of_page}</span>`}`}function vt(t,e,n=60){t.isConnected?e():n&&requestAnimationFrame(()=>vt(t,e,n-1))}function Gt(t){let{view:e,link:n}=t,s=["connected","sending"].includes(n.state())&&e.saved;return[e.error,e.asking,...e.notices,s?"":re(t)]}function Kt(t,e){e.download&&zt(e.download,e.content)}function Jt(t,e){!t.link.turning||t.view.kind==="head"||(t.link.turning=!1,vt(e,()=>t.stage.querySelector("h2")?.focus()))}var ps=ht({name:"rl-panel",page:Ft,heard:t=>t.view.kind==="head"?Gt(t):[t.view.error,t.view.announce],landing:"h2",tells:t=>t.view.kind==="head",received:Kt,shown:Jt,undo:!0});export{ps as default};
