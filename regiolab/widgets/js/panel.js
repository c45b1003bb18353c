// Made by `make front` from src/; sources b8f60f3097c96af3664ee3199044a7f1aa079e479b63fb9d0cb8e257000c0f46
/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var _e=globalThis,Re=t=>t,ae=_e.trustedTypes,De=ae?ae.createPolicy("lit-html",{createHTML:t=>t}):void 0,ye="$lit$",q=`lit$${Math.random().toFixed(9).slice(2)}$`,Ae="?"+q,yt=`<${Ae}>`,x=document,ne=()=>x.createComment(""),se=t=>t===null||typeof t!="object"&&typeof t!="function",ke=Array.isArray,Ve=t=>ke(t)||typeof t?.[Symbol.iterator]=="function",be=`[ 	
\f\r]`,te=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Pe=/-->/g,Le=/>/g,V=RegExp(`>|${be}(?:([^\\s"'>=/]+)(${be}*=${be}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Oe=/'/g,Be=/"/g,je=/^(?:script|style|textarea|title)$/i,we=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),d=we(1),Qt=we(2),Xt=we(3),T=Symbol.for("lit-noChange"),f=Symbol.for("lit-nothing"),Ue=new WeakMap,j=x.createTreeWalker(x,129);function xe(t,e){if(!ke(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return De!==void 0?De.createHTML(e):e}var We=(t,e)=>{let n=t.length-1,s=[],i,o=e===2?"<svg>":e===3?"<math>":"",r=te;for(let p=0;p<n;p++){let l=t[p],c,u,a=-1,$=0;for(;$<l.length&&(r.lastIndex=$,u=r.exec(l),u!==null);)$=r.lastIndex,r===te?u[1]==="!--"?r=Pe:u[1]!==void 0?r=Le:u[2]!==void 0?(je.test(u[2])&&(i=RegExp("</"+u[2],"g")),r=V):u[3]!==void 0&&(r=V):r===V?u[0]===">"?(r=i??te,a=-1):u[1]===void 0?a=-2:(a=r.lastIndex-u[2].length,c=u[1],r=u[3]===void 0?V:u[3]==='"'?Be:Oe):r===Be||r===Oe?r=V:r===Pe||r===Le?r=te:(r=V,i=void 0);let h=r===V&&t[p+1].startsWith("/>")?" ":"";o+=r===te?l+yt:a>=0?(s.push(c),l.slice(0,a)+ye+l.slice(a)+q+h):l+q+(a===-2?p:h)}return[xe(t,o+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]},ie=class t{constructor({strings:e,_$litType$:n},s){let i;this.parts=[];let o=0,r=0,p=e.length-1,l=this.parts,[c,u]=We(e,n);if(this.el=t.createElement(c,s),j.currentNode=this.el.content,n===2||n===3){let a=this.el.content.firstChild;a.replaceWith(...a.childNodes)}for(;(i=j.nextNode())!==null&&l.length<p;){if(i.nodeType===1){if(i.hasAttributes())for(let a of i.getAttributeNames())if(a.endsWith(ye)){let $=u[r++],h=i.getAttribute(a).split(q),_=/([.?@])?(.*)/.exec($);l.push({type:1,index:o,name:_[2],strings:h,ctor:_[1]==="."?de:_[1]==="?"?ce:_[1]==="@"?ue:z}),i.removeAttribute(a)}else a.startsWith(q)&&(l.push({type:6,index:o}),i.removeAttribute(a));if(je.test(i.tagName)){let a=i.textContent.split(q),$=a.length-1;if($>0){i.textContent=ae?ae.emptyScript:"";for(let h=0;h<$;h++)i.append(a[h],ne()),j.nextNode(),l.push({type:2,index:++o});i.append(a[$],ne())}}}else if(i.nodeType===8)if(i.data===Ae)l.push({type:2,index:o});else{let a=-1;for(;(a=i.data.indexOf(q,a+1))!==-1;)l.push({type:7,index:o}),a+=q.length-1}o++}}static createElement(e,n){let s=x.createElement("template");return s.innerHTML=e,s}};function W(t,e,n=t,s){if(e===T)return e;let i=s!==void 0?n._$Co?.[s]:n._$Cl,o=se(e)?void 0:e._$litDirective$;return i?.constructor!==o&&(i?._$AO?.(!1),o===void 0?i=void 0:(i=new o(t),i._$AT(t,n,s)),s!==void 0?(n._$Co??=[])[s]=i:n._$Cl=i),i!==void 0&&(e=W(t,i._$AS(t,e.values),i,s)),e}var le=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:s}=this._$AD,i=(e?.creationScope??x).importNode(n,!0);j.currentNode=i;let o=j.nextNode(),r=0,p=0,l=s[0];for(;l!==void 0;){if(r===l.index){let c;l.type===2?c=new Y(o,o.nextSibling,this,e):l.type===1?c=new l.ctor(o,l.name,l.strings,this,e):l.type===6&&(c=new $e(o,this,e)),this._$AV.push(c),l=s[++p]}r!==l?.index&&(o=j.nextNode(),r++)}return j.currentNode=x,i}p(e){let n=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,n),n+=s.strings.length-2):s._$AI(e[n])),n++}},Y=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,s,i){this.type=2,this._$AH=f,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=s,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=W(this,e,n),se(e)?e===f||e==null||e===""?(this._$AH!==f&&this._$AR(),this._$AH=f):e!==this._$AH&&e!==T&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ve(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==f&&se(this._$AH)?this._$AA.nextSibling.data=e:this.T(x.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:s}=e,i=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=ie.createElement(xe(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===i)this._$AH.p(n);else{let o=new le(i,this),r=o.u(this.options);o.p(n),this.T(r),this._$AH=o}}_$AC(e){let n=Ue.get(e.strings);return n===void 0&&Ue.set(e.strings,n=new ie(e)),n}k(e){ke(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,s,i=0;for(let o of e)i===n.length?n.push(s=new t(this.O(ne()),this.O(ne()),this,this.options)):s=n[i],s._$AI(o),i++;i<n.length&&(this._$AR(s&&s._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let s=Re(e).nextSibling;Re(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},z=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,s,i,o){this.type=1,this._$AH=f,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=o,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=f}_$AI(e,n=this,s,i){let o=this.strings,r=!1;if(o===void 0)e=W(this,e,n,0),r=!se(e)||e!==this._$AH&&e!==T,r&&(this._$AH=e);else{let p=e,l,c;for(e=o[0],l=0;l<o.length-1;l++)c=W(this,p[s+l],n,l),c===T&&(c=this._$AH[l]),r||=!se(c)||c!==this._$AH[l],c===f?e=f:e!==f&&(e+=(c??"")+o[l+1]),this._$AH[l]=c}r&&!i&&this.j(e)}j(e){e===f?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},de=class extends z{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===f?void 0:e}},ce=class extends z{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==f)}},ue=class extends z{constructor(e,n,s,i,o){super(e,n,s,i,o),this.type=5}_$AI(e,n=this){if((e=W(this,e,n,0)??f)===T)return;let s=this._$AH,i=e===f&&s!==f||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,o=e!==f&&(s===f||i);i&&this.element.removeEventListener(this.name,this,s),o&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},$e=class{constructor(e,n,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){W(this,e)}},ze={M:ye,P:q,A:Ae,C:1,L:We,R:le,D:Ve,V:W,I:Y,H:z,N:ce,U:ue,B:de,F:$e},At=_e.litHtmlPolyfillSupport;At?.(ie,Y),(_e.litHtmlVersions??=[]).push("3.3.3");var Fe=(t,e,n)=>{let s=n?.renderBefore??e,i=s._$litPart$;if(i===void 0){let o=n?.renderBefore??null;s._$litPart$=i=new Y(e.insertBefore(ne(),o),o,void 0,n??{})}return i._$AI(t),i};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var M={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},pe=t=>(...e)=>({_$litDirective$:t,values:e}),Q=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,s){this._$Ct=e,this._$AM=n,this._$Ci=s}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{I:kt}=ze,Ge=t=>t;var Je=t=>t.strings===void 0,Ke=()=>document.createComment(""),X=(t,e,n)=>{let s=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let o=s.insertBefore(Ke(),i),r=s.insertBefore(Ke(),i);n=new kt(o,r,t,t.options)}else{let o=n._$AB.nextSibling,r=n._$AM,p=r!==t;if(p){let l;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(l=t._$AU)!==r._$AU&&n._$AP(l)}if(o!==i||p){let l=n._$AA;for(;l!==o;){let c=Ge(l).nextSibling;Ge(s).insertBefore(l,i),l=c}}}return n},R=(t,e,n=t)=>(t._$AI(e,n),t),wt={},fe=(t,e=wt)=>t._$AH=e,Ye=t=>t._$AH,he=t=>{t._$AR(),t._$AA.remove()};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var D=pe(class extends Q{constructor(t){if(super(t),t.type!==M.PROPERTY&&t.type!==M.ATTRIBUTE&&t.type!==M.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Je(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===T||e===f)return e;let n=t.element,s=t.name;if(t.type===M.PROPERTY){if(e===n[s])return T}else if(t.type===M.BOOLEAN_ATTRIBUTE){if(!!e===n.hasAttribute(s))return T}else if(t.type===M.ATTRIBUTE&&n.getAttribute(s)===e+"")return T;return fe(t),e}});/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Qe=(t,e,n)=>{let s=new Map;for(let i=e;i<=n;i++)s.set(t[i],i);return s},C=pe(class extends Q{constructor(t){if(super(t),t.type!==M.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let s;n===void 0?n=e:e!==void 0&&(s=e);let i=[],o=[],r=0;for(let p of t)i[r]=s?s(p,r):r,o[r]=n(p,r),r++;return{values:o,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,s]){let i=Ye(t),{values:o,keys:r}=this.dt(e,n,s);if(!Array.isArray(i))return this.ut=r,o;let p=this.ut??=[],l=[],c,u,a=0,$=i.length-1,h=0,_=o.length-1;for(;a<=$&&h<=_;)if(i[a]===null)a++;else if(i[$]===null)$--;else if(p[a]===r[h])l[h]=R(i[a],o[h]),a++,h++;else if(p[$]===r[_])l[_]=R(i[$],o[_]),$--,_--;else if(p[a]===r[_])l[_]=R(i[a],o[_]),X(t,l[_+1],i[a]),a++,_--;else if(p[$]===r[h])l[h]=R(i[$],o[h]),X(t,i[a],i[$]),$--,h++;else if(c===void 0&&(c=Qe(r,h,_),u=Qe(p,a,$)),c.has(p[a]))if(c.has(p[$])){let y=u.get(r[h]),S=y!==void 0?i[y]:null;if(S===null){let w=X(t,i[a]);R(w,o[h]),l[h]=w}else l[h]=R(S,o[h]),X(t,i[a],S),i[y]=null;h++}else he(i[$]),$--;else he(i[a]),a++;for(;h<=_;){let y=X(t,l[_+1]);R(y,o[h]),l[h++]=y}for(;a<=$;){let y=i[a++];y!==null&&he(y)}return this.ut=r,fe(t,l),T}});var Tt=500;function re(t,e){return t.replace(/\{(\w+)\}/g,(n,s)=>s in e?e[s]:n)}function E(t,e,n,s={}){return d`<button
    type="button"
    class=${s.class??f}
    aria-label=${s.label??f}
    title=${s.title??f}
    aria-disabled=${s.off?"true":f}
    aria-pressed=${s.pressed===void 0?f:String(s.pressed)}
    aria-current=${s.current?"page":f}
    @click=${()=>s.off||t.send(n)}
  >${e}</button>`}function Xe(t,{id:e,value:n,label:s,message:i,rows:o=2}){let r=`timer:${e}`,p=c=>{clearTimeout(t.local.get(r)),t.local.delete(r),t.send(i(c.value))},l=t.active()===e||t.local.has(r);return d`<textarea
    id=${e}
    rows=${o}
    maxlength="4000"
    aria-label=${s}
    placeholder=${s}
    .value=${l?T:D(n)}
    @input=${c=>{clearTimeout(t.local.get(r));let u=c.target;t.local.set(r,setTimeout(()=>p(u),Tt))}}
    @change=${c=>t.local.has(r)&&p(c.target)}
  ></textarea>`}function ge(t,e,n,s){return d`<details
    ?open=${t.local.get(e)===!0}
    @toggle=${i=>t.local.set(e,i.target.open)}
  ><summary>${n}</summary>${s}</details>`}function P(t){let{view:e,words:n}=t,{steps:s,shown:i,mark:o,cost:r,comparison:p}=e.feedback;if(!s.length)return f;let l=t.id("feedback");return d`<section class="rl-feedback" aria-labelledby=${l}>
    <h3 id=${l} tabindex="-1">${n.feedback}</h3>
    <div class="rl-line">
      ${s.map(c=>E(t,c.label,{do:"reveal",question:e.question,step:c.step},{off:c.opened||!c.ready,pressed:c.opened}))}
      ${r?d`<small>${r}</small>`:f}
    </div>
    ${o?d`<div class="rl-mark"><strong>${o.sum?`${o.sum} · `:""}${o.says}</strong>
          <ul>${o.criteria.map(c=>d`<li><b>${c.name} ${c.points}</b> ${c.says}</li>`)}</ul>
        </div>`:f}
    ${p?St(t,p):f}
    ${[...i].reverse().map(c=>d`<div class="rl-said"><h4>${c.heading}</h4>${c.paragraphs.map(u=>d`<p>${u}</p>`)}</div>`)}
  </section>`}function St(t,{columns:e,rows:n,cards:s}){let{words:i}=t;return d`<div class="rl-wide" tabindex="0" role="region" aria-label=${i.beside}>
      <table class="rl-beside">
        <thead><tr><th scope="col"></th><th scope="col">${e[0]}</th><th scope="col"><span class="rl-hidden">${i.sign}</span></th>
          ${e.slice(1).map(o=>d`<th scope="col">${o}</th>`)}</tr></thead>
        <tbody>${n.map(o=>d`<tr><th scope="row">${o.name}</th><td>${o.cells[0]}</td>
            <td class="rl-sign">${o.sign}</td>${o.cells.slice(1).map(r=>d`<td>${r}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    ${s.length?d`<h4>${i.your_cards}</h4><ul class="rl-cards-said">${s.map(o=>d`<li><span class="rl-sign">${o.sign}</span> <b>${o.card}</b> ${o.side} “${o.condition}”: ${o.says}
              ${o.comment?d`<small>${o.comment}</small>`:f}</li>`)}</ul>`:f}`}function L(t){let{view:e,words:n}=t;return d`
    ${(e.look??[]).map((s,i)=>ge(t,`look:${i}`,s.title,d`<div class="rl-wide" .innerHTML=${s.html}></div>`))}
    <p class=${e.missing.length?"rl-missing":"rl-complete"}>${e.missing.length?`${n.missing} ${e.missing.join("; ")}`:`✓ ${n.complete}`}</p>
    ${e.frozen?d`<p class="rl-before">${e.frozen}</p>`:f}
    ${e.room?d`<p class="rl-room">${e.room}</p>`:f}`}function O(t){let{view:e,words:n}=t;return d`<h2 tabindex="-1">${e.heading} <small>${e.points}</small></h2>
    ${e.training?d`<p class="rl-training">${e.training}</p>`:f}
    <p class="rl-prompt">${e.prompt}</p>
    ${e.before?d`<p class="rl-before">${e.before} ${e.keep?E(t,n.keep,{do:"keep",question:e.question}):f}</p>`:f}`}var Ze=["for","against"],me={for:"▲",against:"▽"};function Te(t,e){let n={do:t.view.action??"file",question:t.view.question,...e};t.send(n,t.id(`card-${e.card}`))}function et(t,e,n=f){let{words:s}=t,i=t.local.get("taken"),o=`statement:${e.condition}`,r=t.local.get(o)===!0,p=(l,c)=>{Te(t,{card:l,condition:e.condition,side:c}),t.local.set("told",!0),F(t,null,l)};return d`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(r)} @click=${()=>{t.local.set(o,!r),t.redraw()}}>${e.name}</button>
    ${n}
    ${C(e.filed,l=>l.card,l=>d`<button
        type="button"
        class=${`rl-chip rl-${l.side}`}
        title=${s.take_out}
        aria-label=${`${s.take_out}: ${l.card}, ${s[l.side]}, ${e.name}`}
        @click=${()=>Te(t,{card:l.card,condition:e.condition,side:l.side,on:!1})}
      >${me[l.side]} ${l.card} ×</button>`)}
    ${i?d`<span class="rl-drops">${Ze.map(l=>d`<button
              type="button"
              class="rl-drop"
              aria-label=${`${i} ${s[l]}: ${e.name}`}
              @click=${()=>p(i,l)}
              @dragover=${c=>c.preventDefault()}
              @drop=${c=>{c.preventDefault(),p(c.dataTransfer.getData("text/plain")||i,l)}}
            >${me[l]} ${s[l]}</button>`)}</span>`:f}
    ${r?d`<p class="rl-definition">${e.statement}</p>`:f}
  </li>`}function F(t,e,n=t.local.get("taken")){t.local.set("taken",e),t.redraw(),!e&&n&&t.focus(t.id(`card-${n}`))}function tt(t,e){let n=t.local.get("taken")===e.card;return d`<li
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
    ${e.filed.length?d`<p class="rl-under">${e.filed.map(s=>d`<span>${me[s.side]} ${s.name}</span> `)}</p>`:f}
    ${n?Nt(t,e):f}
  </li>`}function Nt(t,e){let{view:n,words:s}=t;return d`<select aria-label=${`${s.file_under}: ${e.card}`} @change=${i=>{let[o,r]=i.target.value.split("|");o&&Te(t,{card:e.card,condition:o,side:r}),F(t,null,e.card)}}><option value="">${s.file_under} …</option>
    ${n.rows.map(i=>d`<optgroup label=${i.name}>${i.conditions.flatMap(o=>Ze.map(r=>d`<option value=${`${o.condition}|${r}`}>${me[r]} ${o.name}</option>`))}</optgroup>`)}</select>`}function nt(t){let{view:e,words:n}=t;return d`${O(t)}
    ${ge(t,"rule",n.rule,d`<p class="rl-definition">${e.rule}</p>`)}
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
          ${Xe(t,{id:t.id("rationale"),value:t.link.typed(e.question)??e.rationale,label:n.rationale,message:s=>({do:"say",question:e.question,rationale:s})})}
        </div>
      </section>
      <section aria-label=${n.cards}>
        <h3>${n.cards} <small>${n.how_to_file}</small></h3>
        <ul class="rl-cards">${C(e.cards,s=>s.card,s=>tt(t,s))}</ul>
      </section>
    </div>
    ${L(t)}${P(t)}`}function Et(t,e){let{view:n,words:s}=t,i=a=>t.send({do:"set",question:n.question,model:e.model,degree:a}),o=a=>t.send({do:"set",question:n.question,model:e.model,on:a}),r=`definition:${e.model}`,p=t.local.get(r)===!0,[l,c]=e.bar,u=a=>{let $="012".indexOf(a.key);a.key.length===1&&$>=0&&!e.residual&&(a.preventDefault(),i(e.degrees[$].value))};return d`<div class="rl-type" role="group" aria-label=${e.name}>
    <div class="rl-line" @keydown=${u}>
      <button type="button" class="rl-name" aria-expanded=${String(p)} @click=${()=>{t.local.set(r,!p),t.redraw()}}>${e.name} <span aria-hidden="true">?</span></button>
      <span class="rl-bar" role="img" aria-label=${`${s.shown_of} ${l}/${c}`}>${e.conditions.map((a,$)=>d`<i class=${$<l?"rl-full":""}></i>`)}</span>
      ${e.residual?Ht(t,e,o):Ct(t,e,i)}
    </div>
    ${p?d`<p class="rl-definition">${e.rule}</p>`:f}
    ${e.flags.length?d`<div class="rl-flags" role="group" aria-label=${`${s.flags}: ${e.name}`}>${e.flags.map(a=>d`<label><input type="checkbox" .checked=${D(a.on)} @change=${$=>t.send({do:"flag",question:n.question,model:e.model,flag:a.flag,on:$.target.checked})} />${a.label}</label>`)}</div>`:f}
    <ul class="rl-conditions">${C(e.conditions,a=>a.condition,a=>et(t,a))}</ul>
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
  />${t.words.given}</label></span>`}function st(t,e,n,s,i,o){return d`<fieldset class="rl-choice"><legend class=${n?"":"rl-hidden"}>${n||t.view.prompt}</legend>
    ${s.map(r=>d`<label class=${r.id===i?"rl-on":""}><input
        type="radio"
        name=${t.id(e)}
        .checked=${D(r.id===i)}
        @change=${()=>o(r.id)}
      />${r.text}</label>`)}</fieldset>`}function it(t){let{view:e}=t,n=e.question;return d`${O(t)}
    ${st(t,"choice","",e.options,e.choice,s=>t.send({do:"answer",question:n,option:s}))}
    ${e.rows.length?st(t,"row",e.rows_prompt,e.rows,e.row,s=>t.send({do:"decide",question:n,row:s})):f}
    ${L(t)}${P(t)}`}function rt(t,e){return t?new Date(t).toLocaleTimeString(e,{hour:"2-digit",minute:"2-digit",hourCycle:"h23"}):""}function oe(t){let{view:e,words:n,link:s}=t,i=String(s.unsent()),o=s.refused()?n.not_kept:n.kept,r=s.state();return r==="lost"?`${n.lost} ${i==="0"?"":`${re(n.unsent,{n:i})} ${o} `}${n.run_again}`:r==="waiting"?`${n.waiting} ${re(n.unsent,{n:i})}`:r==="sending"?n.sending:e.saved?re(e.saved_at?n.saved_at:n.not_yet,{time:rt(e.saved_at,e.lang),folder:e.folder}):e.place}function ot(t,e,n=()=>!0){let{words:s,link:i,view:o,local:r}=t,p=e.map(c=>c.message),l=JSON.stringify(p);return r.get("asked")!==l&&(r.set("asked",l),r.set("told",[]),queueMicrotask(()=>t.send({do:"tell",actions:p}))),d`<div class="rl-notice"><p>${re(s.offered,{n:e.length,time:rt(e[0].at,o.lang)})}</p>
    <ul>${(r.get("told")??[]).map(c=>d`<li>${c}</li>`)}</ul>
    <button type="button" @click=${()=>{i.drop(n),t.send({do:"replay",actions:p})}}>${s.take_over}</button>
    <button type="button" @click=${()=>i.drop(n)}>${s.leave}</button></div>`}var at={open:"○",begun:"◐",answered:"●",sealed:"■",read:"✓"};function lt(t){let{view:e,words:n,link:s}=t,i=r=>()=>{s.checking=e.checks,t.send(r)},o=s.offered();return d`<div class="rl-line rl-title"><h2 tabindex="-1">${e.title}</h2>
      <span class=${`rl-state rl-${s.state()}`}>${oe(t)}</span></div>
    ${e.about?d`<p class="rl-about">${e.about}</p>`:f}
    ${e.notices.map(r=>d`<p class="rl-notice">${r}</p>`)}
    ${e.taken?d`<p class="rl-training">${e.taken}</p>`:f}
    ${o.length&&s.state()!=="lost"?ot(t,o):f}
    ${e.conflict?It(t):f}
    <nav class="rl-line" aria-label=${n.pages}>
      ${E(t,"‹",{do:"go",page:e.page-1},{off:e.page===0,label:n.previous})}
      ${e.pages.map((r,p)=>E(t,`${r.label} ${at[r.state]}`,{do:"go",page:p},{label:`${r.label}: ${r.name} (${r.said})`,title:`${r.name} (${r.said})`,current:p===e.page,class:p===e.page?"rl-on":void 0}))}
      ${E(t,"›",{do:"go",page:e.page+1},{off:e.page===e.pages.length-1,label:n.next})}
      <progress max=${e.of} value=${e.done} aria-label=${e.state}></progress>
      <span>${e.round} · ${e.state}</span>
      <span class="rl-gap"></span>
      ${E(t,`↶ ${n.undo}`,{do:"undo"})}
      ${e.seal?d`<button type="button" class="rl-primary" @click=${i({do:"submit"})}>${e.seal}</button>`:f}
    </nav>
    ${e.legend?d`<p class="rl-about"><small>${Object.entries(at).map(([r,p])=>d`<span class="rl-legend">${p} ${e.legend[r]}</span> `)}</small></p>`:f}
    ${e.asking?d`<p class="rl-notice" role="alertdialog" aria-label=${e.asking}>${e.asking}
          <button type="button" @click=${i({do:"submit",anyway:!0})}>${n.anyway}</button> ${E(t,n.back,{do:"dismiss"})}</p>`:f}
    <details class="rl-files"><summary>${n.files}</summary><div class="rl-line">
      <label>${n.pseudonym} <input type="text" maxlength="60" size="14" .value=${e.pseudonym}
        @change=${r=>t.send({do:"call",pseudonym:r.target.value})} /></label>
      ${E(t,n.download,{do:"download"})}
      <label class="rl-upload">${n.upload}<input type="file" accept=".json" @change=${async r=>{let[p]=r.target.files;p&&t.send({do:"upload",name:p.name,content:await p.text()}),r.target.value=""}} /></label></div></details>`}function It(t){let{view:e,words:n}=t;return d`<div class="rl-notice"><p>${e.conflict.says}</p>
    <ul>${e.conflict.questions.map(s=>d`<li>${s}</li>`)}</ul>
    ${E(t,n.these,{do:"settle",other:!1})} ${E(t,n.other,{do:"settle",other:!0})}</div>`}function dt(t){let{view:e}=t;return d`<h2 tabindex="-1">${e.heading}</h2>
    ${e.paragraphs.map(n=>d`<p>${n}</p>`)}
    ${e.again.length?d`<h3>${e.again_heading}</h3><ul class="rl-again">${e.again.map(n=>d`<li><button type="button" @click=${()=>{t.link.turning=!0,t.send({do:"turn",page:n.page})}}>${n.name}</button> ${n.says}</li>`)}</ul>`:f}`}function ct(t){let{view:e,words:n}=t;return d`${O(t)}
    <div class="rl-match">${C(e.items,s=>s.id,s=>d`<label><span>${s.text}</span><select
        @change=${i=>t.send({do:"answer",question:e.question,item:s.id,option:i.target.value})}
      ><option value="" ?selected=${!s.option} .selected=${!s.option}>${n.choose}</option>
        ${e.options.map(i=>d`<option value=${i.id} .selected=${i.id===s.option}>${i.text}</option>`)}</select></label>`)}</div>
    ${L(t)}${P(t)}`}var Se="regiolab";function ut(t,e,{tag:n=Ne(),now:s=Date.now,locks:i=qt()}={}){let o=`${Se}:${e}:`,r=o+n,p=null;i?.request(r,()=>new Promise(()=>{})).catch(()=>{});let l=a=>{try{let $=JSON.parse(t.getItem(a));return Array.isArray($.actions)?$:null}catch{return null}},c=(a,$)=>$?i?p!==null&&!p.has(a):s()-$.at>15e4:!0,u=()=>{let a=[];for(let $=0;$<(t?t.length:0);$++){let h=t.key($);if(!h?.startsWith(o)||h===r)continue;let _=l(h);c(h,_)&&a.push([h,_])}return a};return{keep(a){try{return a.length?t.setItem(r,JSON.stringify({at:s(),actions:a})):t.removeItem(r),!0}catch{return!1}},left:()=>u().flatMap(([a,$])=>$?.actions??[]).sort((a,$)=>a.at-$.at),drop(a=()=>!0){for(let[$,h]of u()){let _=(h?.actions??[]).filter(y=>!a(y));_.length?t.setItem($,JSON.stringify({...h,actions:_})):t.removeItem($)}},async look(){if(i)try{p=new Set((await i.query()).held.map(a=>a.name))}catch{p=null}}}}function Ne(){return Math.random().toString(36).slice(2,10)}function qt(){return globalThis.navigator?.locks}function $t(){try{let t=globalThis.localStorage;return t.setItem(`${Se}:tried`,"1"),t.removeItem(`${Se}:tried`),t}catch{return}}var Ee=2500,Mt=15e3,Rt=250,Dt=1500,Pt=6e4,Lt=5e3,Ot=new Set(["set","flag","file","answer","decide","say","keep","call","reply","pass_over","draft"]),Bt=new Set(["reply","pass_over","draft"]),Ce=()=>!0,Ut=new Set(["dead","terminating","restarting","autorestarting"]);function Vt(t,{do:e,question:n}){return Bt.has(e)?t.filter(({message:s})=>s.do!=="draft"||s.question!==n):t}function ve(){return globalThis.__regiolab_links??=new Map,globalThis.__regiolab_links}function ft(t,e,n=()=>jt(t)){let s=`${t} ${e?.kernel?.id??""}`;return ve().has(s)||ve().set(s,n()),ve().get(s)}function pt(t,e){return[...ve().values()].filter(n=>n!==e&&n.id===t&&n.state()==="lost")}function jt(t,{storage:e=$t(),locks:n,now:s=Date.now,timer:i=!0}={}){let o=Ne(),r=ut(e,t,n===void 0?{tag:o,now:s}:{tag:o,now:s,locks:n}),p=new Set,l=new Set,c=new Map,u=[],a=[],$=null,h=!1,_=!1,y=!e,S=0,w=s(),G=s(),N=s(),H="",K=(g,{message:m,at:b})=>m.do==="replay"?m.actions.map(A=>({n:g,message:A,at:b})):Ot.has(m.do)?[{n:g,message:m,at:b}]:[],J=(g,m,b)=>b.message.do==="undo"?g.slice(0,-1):[...Vt(g,b.message),...K(m,b)],I=()=>[...c].reduce((g,[m,b])=>J(g,m,b),u),v=()=>{H=`${B()} ${I().length} ${U.offered().length}`;for(let g of p)g()},k=()=>{N=s();let g=[...a,...I()];!r.keep(g)&&g.length&&(y=!0)};function Z(g){let m=g?.kernel;if(!m||m===$)return;$=m;let b=()=>{$===m&&(Ut.has(m.status)||m.isDisposed)&&(h=_=!0),v()};m.statusChanged?.connect(b),m.connectionStatusChanged?.connect(b),m.disposed?.connect(b)}function B(){if(h||$?.isDisposed||$?.connectionStatus&&$.connectionStatus!=="connected")return"lost";if(!c.size)return"connected";let g=Math.min(...[...c.values()].map(A=>A.at)),m=s()-g,b=[...c.values()].every(A=>A.message.do==="ping");return m<Ee?b?"connected":"sending":$?.status?$.status==="busy"?"waiting":"lost":m<Mt?"waiting":"lost"}function ee(g,m){S+=1;let b=`${o}-${S}`,A={message:m,at:s(),sent:!1};c.set(b,A),(m.do==="undo"||K(b,A).length)&&k(),Z(g.widget_manager);try{(!h||m.do==="ping")&&(g.send({...m,n:b}),A.sent=!0)}catch{h=!0}}function Ie(g){let m=[];for(let[b,A]of c){let _t=Number(b.slice(o.length+1))<g;(!A.sent||_t&&s()-A.at>=Ee)&&(m=J(m,b,A),c.delete(b))}a.push(...m)}function qe(){let g=[...l].at(-1);if(!(!g||_)){for(let[m,b]of c)if(b.message.do==="ping"){if(s()-b.at<Ee)return;c.delete(m)}ee(g,{do:"ping"})}}function Me(){let g=B();g==="lost"&&c.size&&(h=!0);let m=s()-G<Pt&&globalThis.document?.visibilityState!=="hidden",b=s()-w>=Dt;m&&b&&(g==="lost"||g==="connected"&&$?.status!=="busy")&&qe(),s()-N>Lt&&(r.look(),k()),H!==`${B()} ${I().length} ${U.offered().length}`&&v()}let U={id:t,turning:!1,checking:"",attach(g){l.add(g),Z(g.widget_manager),h&&(a.push(...I()),c.clear(),u=[],_=!1,k(),qe()),r.look().then(v)},detach:g=>l.delete(g),send(g,m){ee(g,m),v()},acknowledge({ack:g,saved:m=!0}){let b=c.get(g);w=s(),c.delete(g),a=a.filter(A=>A.n!==g),b&&m?u=[]:b&&(u=J(u,g,b)),!_&&g.startsWith(o)&&(h=!1,Ie(Number(g.slice(o.length+1)))),k(),v()},offered:()=>[...a,...r.left(),...pt(t,U).flatMap(g=>g.stranded())],stranded:()=>[...a,...I()],forget(g=Ce){a=a.filter(m=>!g(m)),u=u.filter(m=>!g(m));for(let[m,b]of c){let A=K(m,b);(g===Ce||A.length&&A.every(g))&&c.delete(m)}k(),v()},drop(g=Ce){a=a.filter(m=>!g(m)),r.drop(g);for(let m of pt(t,U))m.forget(g);k(),v()},typed(g){return U.stranded().findLast(({message:b})=>b.question===g&&b.rationale!==void 0)?.message.rationale},ordered(g){return I().findLast(({message:m})=>m.question===g)?.message.order},touch(){G=s()},state:B,tick:Me,unsent:()=>I().length,refused:()=>y,subscribe(g){return p.add(g),()=>p.delete(g)}};if(i){setInterval(Me,Rt).unref?.();for(let g of["pointerdown","pointermove","keydown","visibilitychange"])globalThis.document?.addEventListener(g,U.touch,{passive:!0,capture:!0})}return U}function xt(){return globalThis.__regiolab_views=(globalThis.__regiolab_views??0)+1,globalThis.__regiolab_views}function ht(t,e){let n=document.createElement("div");n.className=e;let s=document.createElement("p");s.className="rl-hidden",s.setAttribute("role","status");let i=document.createElement("div");return n.append(s,i),t.append(n),{number:xt(),root:n,status:s,stage:i}}function gt({name:t,page:e,heard:n,landing:s,tells:i,received:o,shown:r,moved:p,undo:l=!1}){function c({model:u,el:a}){let{number:$,root:h,status:_,stage:y}=ht(a,t),S=new Map,w=ft(u.get("view").link,u.widget_manager),G=!1,N={local:S,link:w,stage:y,id:v=>`rl${$}-${v}`,active:()=>h.getRootNode().activeElement?.id??"",send(v,k=""){G=!0,S.set("next",k),w.send(u,v)},redraw(v){G=!0,H(),v&&N.focus(v)},focus(v){h.querySelector(`#${CSS.escape(v)}`)?.focus()}};function H(){let v=u.get("view");Object.assign(N,{view:v,words:v.words}),h.lang=v.lang;let k=y.contains(h.getRootNode().activeElement);Fe(e(N),y);let Z=h.getRootNode().activeElement;if(G&&k&&(!Z||Z===document.body)){let ee=S.get("next");(ee&&h.querySelector(`#${CSS.escape(ee)}`)||y.querySelector(s))?.focus()}let B=n(N).filter(Boolean).join(" ");_.textContent!==B&&(_.textContent=B)}h.addEventListener("keydown",v=>{v.stopPropagation();let k=v.target.matches("textarea, input[type=text]");l&&(v.ctrlKey||v.metaKey)&&v.key==="z"&&!k&&(v.preventDefault(),N.send({do:"undo"}))});let K=v=>{o?.(N,v),v.ack&&(w.acknowledge(v),H()),v.told&&(S.set("told",v.told),H())};u.on("change:view",H),u.on("msg:custom",K),w.attach(u);let J="",I=w.subscribe(()=>{p?.(N);let v=w.state(),k=v==="lost"||v==="waiting"?`${v} ${w.unsent()}`:"";(i?.(N)||k!==J)&&H(),J=k});return H(),r?.(N,h),()=>{I(),w.detach(u),u.off("change:view",H),u.off("msg:custom",K)}}return{render:c}}function He(t,e,n){let s=t.filter((i,o)=>o!==e);return[...s.slice(0,n),t[e],...s.slice(n)]}function mt(t,e,n,s){let{words:i}=t,o=new Map(e.map(u=>[u.id,u.text])),r=e.filter(u=>!n.includes(u.id)),p=(u,a,$,h,_,y,S)=>d`<button
    type="button"
    id=${t.id(`${u}-${h}`)}
    aria-label=${`${$}: ${o.get(h)}`}
    title=${$}
    aria-disabled=${String(_)}
    @click=${()=>_||s(y(),t.id(S))}
  >${a}</button>`,l=n.length-1,c=u=>{let a=r.findIndex(h=>h.id===u),$=r[a+1]??r[a-1];return t.id($?`place-${$.id}`:`up-${u}`)};return d`<div class="rl-columns">
      <section aria-label=${i.unplaced}><h3>${i.unplaced}</h3><div class="rl-unplaced">${C(r,u=>u.id,u=>d`<button type="button" class="rl-item" id=${t.id(`place-${u.id}`)}
          aria-label=${`${i.place}: ${u.text}`}
          @click=${()=>s([...n,u.id],c(u.id))}>${u.text} →</button>`)}</div></section>
      <section aria-label=${i.placed}><h3>${i.placed}</h3><ol class="rl-order">${C(n,u=>u,(u,a)=>d`<li
          draggable="true"
          @dragstart=${$=>$.dataTransfer.setData("text/plain",u)}
          @dragover=${$=>$.preventDefault()}
          @drop=${$=>{$.preventDefault();let h=n.indexOf($.dataTransfer.getData("text/plain"));h>=0&&s(He(n,h,a))}}
        ><span>${o.get(u)}</span>${p("up","↑",i.up,u,a===0,()=>He(n,a,a-1),`up-${u}`)}${p("down","↓",i.down,u,a===l,()=>He(n,a,a+1),`down-${u}`)}${p("out","×",i.remove,u,!1,()=>n.filter($=>$!==u),`place-${u}`)}</li>`)}</ol></section>
    </div>`}function vt(t){let{view:e,link:n}=t,s=n.ordered(e.question)??e.order,i=(o,r)=>{t.send({do:"answer",question:e.question,order:o},r),t.redraw()};return d`${O(t)}
    ${mt(t,e.items,s,i)}
    <p class="rl-rule-said">${e.formula}</p>
    ${L(t)}${P(t)}`}var Wt={board:nt,choice:it,end:dt,head:lt,match:ct,order:vt};function zt(t,e){let n=document.createElement("a");n.href=URL.createObjectURL(new Blob([e],{type:"application/json"})),n.download=t,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),1e4)}function Ft(t){let{view:e,link:n,words:s}=t,i=e.kind==="head"?"":n.state();return d`${i==="lost"||i==="waiting"?d`<p class=${i==="lost"?"rl-notice":"rl-before"}>${oe(t)}</p>`:f}
    ${e.error?d`<p class="rl-notice">${e.error}</p>`:f}
    ${Wt[e.kind](t)}
    ${e.kind==="head"?f:d`<span class="rl-hidden">${s.end_of_page}</span>`}`}function bt(t,e,n=60){t.isConnected?e():n&&requestAnimationFrame(()=>bt(t,e,n-1))}function Gt(t){let{view:e,link:n}=t,s=["connected","sending"].includes(n.state())&&e.saved;return[e.error,e.asking,...e.notices,e.taken,s?"":oe(t)]}function Kt(t,e){e.download&&zt(e.download,e.content)}function Jt(t,e){!t.link.turning||t.view.kind==="head"||(t.link.turning=!1,bt(e,()=>t.stage.querySelector("h2")?.focus()))}function Yt({view:t,link:e,stage:n}){if(!e.checking||t.question!==e.checking||!t.feedback.shown.length)return;e.checking="";let s=n.querySelector(".rl-feedback h3");s.focus(),s.scrollIntoView?.()}var fs=gt({name:"rl-panel",page:Ft,heard:t=>t.view.kind==="head"?Gt(t):[t.view.error,t.view.announce],landing:"h2",tells:t=>t.view.kind==="head",received:Kt,shown:Jt,moved:Yt,undo:!0});export{fs as default};
