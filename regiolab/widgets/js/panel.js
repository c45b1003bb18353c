// Made by `make front` from src/; sources cb3518e10cd7c9dde25a0167be896f627573a66c265ddb50e343b086ca11de95
/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var be=globalThis,qe=t=>t,oe=be.trustedTypes,Ie=oe?oe.createPolicy("lit-html",{createHTML:t=>t}):void 0,_e="$lit$",M=`lit$${Math.random().toFixed(9).slice(2)}$`,ye="?"+M,mt=`<${ye}>`,x=document,te=()=>x.createComment(""),ne=t=>t===null||typeof t!="object"&&typeof t!="function",Ae=Array.isArray,Be=t=>Ae(t)||typeof t?.[Symbol.iterator]=="function",ve=`[ 	
\f\r]`,ee=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Re=/-->/g,De=/>/g,j=RegExp(`>|${ve}(?:([^\\s"'>=/]+)(${ve}*=${ve}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Pe=/'/g,Le=/"/g,Ue=/^(?:script|style|textarea|title)$/i,ke=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),c=ke(1),Gt=ke(2),Kt=ke(3),w=Symbol.for("lit-noChange"),f=Symbol.for("lit-nothing"),Oe=new WeakMap,V=x.createTreeWalker(x,129);function je(t,e){if(!Ae(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ie!==void 0?Ie.createHTML(e):e}var Ve=(t,e)=>{let n=t.length-1,s=[],i,r=e===2?"<svg>":e===3?"<math>":"",o=ee;for(let u=0;u<n;u++){let a=t[u],d,g,l=-1,$=0;for(;$<a.length&&(o.lastIndex=$,g=o.exec(a),g!==null);)$=o.lastIndex,o===ee?g[1]==="!--"?o=Re:g[1]!==void 0?o=De:g[2]!==void 0?(Ue.test(g[2])&&(i=RegExp("</"+g[2],"g")),o=j):g[3]!==void 0&&(o=j):o===j?g[0]===">"?(o=i??ee,l=-1):g[1]===void 0?l=-2:(l=o.lastIndex-g[2].length,d=g[1],o=g[3]===void 0?j:g[3]==='"'?Le:Pe):o===Le||o===Pe?o=j:o===Re||o===De?o=ee:(o=j,i=void 0);let h=o===j&&t[u+1].startsWith("/>")?" ":"";r+=o===ee?a+mt:l>=0?(s.push(d),a.slice(0,l)+_e+a.slice(l)+M+h):a+M+(l===-2?u:h)}return[je(t,r+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]},se=class t{constructor({strings:e,_$litType$:n},s){let i;this.parts=[];let r=0,o=0,u=e.length-1,a=this.parts,[d,g]=Ve(e,n);if(this.el=t.createElement(d,s),V.currentNode=this.el.content,n===2||n===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(i=V.nextNode())!==null&&a.length<u;){if(i.nodeType===1){if(i.hasAttributes())for(let l of i.getAttributeNames())if(l.endsWith(_e)){let $=g[o++],h=i.getAttribute(l).split(M),_=/([.?@])?(.*)/.exec($);a.push({type:1,index:r,name:_[2],strings:h,ctor:_[1]==="."?le:_[1]==="?"?de:_[1]==="@"?ce:z}),i.removeAttribute(l)}else l.startsWith(M)&&(a.push({type:6,index:r}),i.removeAttribute(l));if(Ue.test(i.tagName)){let l=i.textContent.split(M),$=l.length-1;if($>0){i.textContent=oe?oe.emptyScript:"";for(let h=0;h<$;h++)i.append(l[h],te()),V.nextNode(),a.push({type:2,index:++r});i.append(l[$],te())}}}else if(i.nodeType===8)if(i.data===ye)a.push({type:2,index:r});else{let l=-1;for(;(l=i.data.indexOf(M,l+1))!==-1;)a.push({type:7,index:r}),l+=M.length-1}r++}}static createElement(e,n){let s=x.createElement("template");return s.innerHTML=e,s}};function W(t,e,n=t,s){if(e===w)return e;let i=s!==void 0?n._$Co?.[s]:n._$Cl,r=ne(e)?void 0:e._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(t),i._$AT(t,n,s)),s!==void 0?(n._$Co??=[])[s]=i:n._$Cl=i),i!==void 0&&(e=W(t,i._$AS(t,e.values),i,s)),e}var ae=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:s}=this._$AD,i=(e?.creationScope??x).importNode(n,!0);V.currentNode=i;let r=V.nextNode(),o=0,u=0,a=s[0];for(;a!==void 0;){if(o===a.index){let d;a.type===2?d=new J(r,r.nextSibling,this,e):a.type===1?d=new a.ctor(r,a.name,a.strings,this,e):a.type===6&&(d=new ue(r,this,e)),this._$AV.push(d),a=s[++u]}o!==a?.index&&(r=V.nextNode(),o++)}return V.currentNode=x,i}p(e){let n=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,n),n+=s.strings.length-2):s._$AI(e[n])),n++}},J=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,s,i){this.type=2,this._$AH=f,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=s,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=W(this,e,n),ne(e)?e===f||e==null||e===""?(this._$AH!==f&&this._$AR(),this._$AH=f):e!==this._$AH&&e!==w&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Be(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==f&&ne(this._$AH)?this._$AA.nextSibling.data=e:this.T(x.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:s}=e,i=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=se.createElement(je(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===i)this._$AH.p(n);else{let r=new ae(i,this),o=r.u(this.options);r.p(n),this.T(o),this._$AH=r}}_$AC(e){let n=Oe.get(e.strings);return n===void 0&&Oe.set(e.strings,n=new se(e)),n}k(e){Ae(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,s,i=0;for(let r of e)i===n.length?n.push(s=new t(this.O(te()),this.O(te()),this,this.options)):s=n[i],s._$AI(r),i++;i<n.length&&(this._$AR(s&&s._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let s=qe(e).nextSibling;qe(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},z=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,s,i,r){this.type=1,this._$AH=f,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=r,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=f}_$AI(e,n=this,s,i){let r=this.strings,o=!1;if(r===void 0)e=W(this,e,n,0),o=!ne(e)||e!==this._$AH&&e!==w,o&&(this._$AH=e);else{let u=e,a,d;for(e=r[0],a=0;a<r.length-1;a++)d=W(this,u[s+a],n,a),d===w&&(d=this._$AH[a]),o||=!ne(d)||d!==this._$AH[a],d===f?e=f:e!==f&&(e+=(d??"")+r[a+1]),this._$AH[a]=d}o&&!i&&this.j(e)}j(e){e===f?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},le=class extends z{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===f?void 0:e}},de=class extends z{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==f)}},ce=class extends z{constructor(e,n,s,i,r){super(e,n,s,i,r),this.type=5}_$AI(e,n=this){if((e=W(this,e,n,0)??f)===w)return;let s=this._$AH,i=e===f&&s!==f||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,r=e!==f&&(s===f||i);i&&this.element.removeEventListener(this.name,this,s),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ue=class{constructor(e,n,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){W(this,e)}},xe={M:_e,P:M,A:ye,C:1,L:Ve,R:ae,D:Be,V:W,I:J,H:z,N:de,U:ce,B:le,F:ue},vt=be.litHtmlPolyfillSupport;vt?.(se,J),(be.litHtmlVersions??=[]).push("3.3.3");var We=(t,e,n)=>{let s=n?.renderBefore??e,i=s._$litPart$;if(i===void 0){let r=n?.renderBefore??null;s._$litPart$=i=new J(e.insertBefore(te(),r),r,void 0,n??{})}return i._$AI(t),i};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var q={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},$e=t=>(...e)=>({_$litDirective$:t,values:e}),Y=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,s){this._$Ct=e,this._$AM=n,this._$Ci=s}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{I:bt}=xe,ze=t=>t;var Ge=t=>t.strings===void 0,Fe=()=>document.createComment(""),Q=(t,e,n)=>{let s=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let r=s.insertBefore(Fe(),i),o=s.insertBefore(Fe(),i);n=new bt(r,o,t,t.options)}else{let r=n._$AB.nextSibling,o=n._$AM,u=o!==t;if(u){let a;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(a=t._$AU)!==o._$AU&&n._$AP(a)}if(r!==i||u){let a=n._$AA;for(;a!==r;){let d=ze(a).nextSibling;ze(s).insertBefore(a,i),a=d}}}return n},R=(t,e,n=t)=>(t._$AI(e,n),t),_t={},pe=(t,e=_t)=>t._$AH=e,Ke=t=>t._$AH,fe=t=>{t._$AR(),t._$AA.remove()};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var D=$e(class extends Y{constructor(t){if(super(t),t.type!==q.PROPERTY&&t.type!==q.ATTRIBUTE&&t.type!==q.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Ge(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===w||e===f)return e;let n=t.element,s=t.name;if(t.type===q.PROPERTY){if(e===n[s])return w}else if(t.type===q.BOOLEAN_ATTRIBUTE){if(!!e===n.hasAttribute(s))return w}else if(t.type===q.ATTRIBUTE&&n.getAttribute(s)===e+"")return w;return pe(t),e}});/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Je=(t,e,n)=>{let s=new Map;for(let i=e;i<=n;i++)s.set(t[i],i);return s},C=$e(class extends Y{constructor(t){if(super(t),t.type!==q.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let s;n===void 0?n=e:e!==void 0&&(s=e);let i=[],r=[],o=0;for(let u of t)i[o]=s?s(u,o):o,r[o]=n(u,o),o++;return{values:r,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,s]){let i=Ke(t),{values:r,keys:o}=this.dt(e,n,s);if(!Array.isArray(i))return this.ut=o,r;let u=this.ut??=[],a=[],d,g,l=0,$=i.length-1,h=0,_=r.length-1;for(;l<=$&&h<=_;)if(i[l]===null)l++;else if(i[$]===null)$--;else if(u[l]===o[h])a[h]=R(i[l],r[h]),l++,h++;else if(u[$]===o[_])a[_]=R(i[$],r[_]),$--,_--;else if(u[l]===o[_])a[_]=R(i[l],r[_]),Q(t,a[_+1],i[l]),l++,_--;else if(u[$]===o[h])a[h]=R(i[$],r[h]),Q(t,i[l],i[$]),$--,h++;else if(d===void 0&&(d=Je(o,h,_),g=Je(u,l,$)),d.has(u[l]))if(d.has(u[$])){let y=g.get(o[h]),H=y!==void 0?i[y]:null;if(H===null){let k=Q(t,i[l]);R(k,r[h]),a[h]=k}else a[h]=R(H,r[h]),Q(t,i[l],H),i[y]=null;h++}else fe(i[$]),$--;else fe(i[l]),l++;for(;h<=_;){let y=Q(t,a[_+1]);R(y,r[h]),a[h++]=y}for(;l<=$;){let y=i[l++];y!==null&&fe(y)}return this.ut=o,pe(t,a),w}});var yt=500;function ie(t,e){return t.replace(/\{(\w+)\}/g,(n,s)=>s in e?e[s]:n)}function T(t,e,n,s={}){return c`<button
    type="button"
    class=${s.class??f}
    aria-label=${s.label??f}
    title=${s.title??f}
    aria-disabled=${s.off?"true":f}
    aria-pressed=${s.pressed===void 0?f:String(s.pressed)}
    aria-current=${s.current?"page":f}
    @click=${()=>s.off||t.send(n)}
  >${e}</button>`}function Ye(t,{id:e,value:n,label:s,message:i,rows:r=2}){let o=`timer:${e}`,u=d=>{clearTimeout(t.local.get(o)),t.local.delete(o),t.send(i(d.value))},a=t.active()===e||t.local.has(o);return c`<textarea
    id=${e}
    rows=${r}
    maxlength="4000"
    aria-label=${s}
    placeholder=${s}
    .value=${a?w:D(n)}
    @input=${d=>{clearTimeout(t.local.get(o));let g=d.target;t.local.set(o,setTimeout(()=>u(g),yt))}}
    @change=${d=>t.local.has(o)&&u(d.target)}
  ></textarea>`}function he(t,e,n,s){return c`<details
    ?open=${t.local.get(e)===!0}
    @toggle=${i=>t.local.set(e,i.target.open)}
  ><summary>${n}</summary>${s}</details>`}function P(t){let{view:e,words:n}=t,{steps:s,shown:i,mark:r,cost:o,comparison:u}=e.feedback;if(!s.length)return f;let a=t.id("feedback");return c`<section class="rl-feedback" aria-labelledby=${a}>
    <h3 id=${a}>${n.feedback}</h3>
    <div class="rl-line">
      ${s.map(d=>T(t,d.label,{do:"reveal",question:e.question,step:d.step},{off:d.opened||!d.ready,pressed:d.opened}))}
      ${o?c`<small>${o}</small>`:f}
    </div>
    ${r?c`<div class="rl-mark"><strong>${r.sum?`${r.sum} · `:""}${r.says}</strong>
          <ul>${r.criteria.map(d=>c`<li><b>${d.name} ${d.points}</b> ${d.says}</li>`)}</ul>
        </div>`:f}
    ${u?At(t,u):f}
    ${[...i].reverse().map(d=>c`<div class="rl-said"><h4>${d.heading}</h4>${d.paragraphs.map(g=>c`<p>${g}</p>`)}</div>`)}
  </section>`}function At(t,{columns:e,rows:n,cards:s}){let{words:i}=t;return c`<div class="rl-wide" tabindex="0" role="region" aria-label=${i.beside}>
      <table class="rl-beside">
        <thead><tr><th scope="col"></th><th scope="col">${e[0]}</th><th scope="col"><span class="rl-hidden">${i.sign}</span></th>
          ${e.slice(1).map(r=>c`<th scope="col">${r}</th>`)}</tr></thead>
        <tbody>${n.map(r=>c`<tr><th scope="row">${r.name}</th><td>${r.cells[0]}</td>
            <td class="rl-sign">${r.sign}</td>${r.cells.slice(1).map(o=>c`<td>${o}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    ${s.length?c`<h4>${i.your_cards}</h4><ul class="rl-cards-said">${s.map(r=>c`<li><span class="rl-sign">${r.sign}</span> <b>${r.card}</b> ${r.side} “${r.condition}”: ${r.says}
              ${r.comment?c`<small>${r.comment}</small>`:f}</li>`)}</ul>`:f}`}function L(t){let{view:e,words:n}=t;return c`
    ${(e.look??[]).map((s,i)=>he(t,`look:${i}`,s.title,c`<div class="rl-wide" .innerHTML=${s.html}></div>`))}
    <p class=${e.missing.length?"rl-missing":"rl-complete"}>${e.missing.length?`${n.missing} ${e.missing.join("; ")}`:`✓ ${n.complete}`}</p>
    ${e.frozen?c`<p class="rl-before">${e.frozen}</p>`:f}
    ${e.room?c`<p class="rl-room">${e.room}</p>`:f}`}function O(t){let{view:e,words:n}=t;return c`<h2 tabindex="-1">${e.heading} <small>${e.points}</small></h2>
    ${e.training?c`<p class="rl-training">${e.training}</p>`:f}
    <p class="rl-prompt">${e.prompt}</p>
    ${e.before?c`<p class="rl-before">${e.before} ${e.keep?T(t,n.keep,{do:"keep",question:e.question}):f}</p>`:f}`}var Qe=["for","against"],ge={for:"▲",against:"▽"};function Xe(t){let{view:e,words:n}=t;return c`${O(t)}
    ${he(t,"rule",n.rule,c`<p class="rl-definition">${e.rule}</p>`)}
    <div class="rl-board" @keydown=${s=>s.key==="Escape"&&X(t,null)}>
      <section aria-label=${n.types}>
        <h3>${n.types}</h3>
        ${C(e.rows,s=>s.model,s=>kt(t,s))}
        ${e.warnings.map(s=>c`<p class="rl-warning">⚠ ${s}</p>`)}
        <div class="rl-why">
          <select
            aria-label=${n.sure}
            @change=${s=>t.send({do:"say",question:e.question,confidence:Number(s.target.value)})}
          >${[n.sure,...e.confidences].map((s,i)=>c`<option value=${i} .selected=${i===e.confidence}>${s}</option>`)}</select>
          ${Ye(t,{id:t.id("rationale"),value:t.link.typed(e.question)??e.rationale,label:n.rationale,message:s=>({do:"say",question:e.question,rationale:s})})}
        </div>
      </section>
      <section aria-label=${n.cards}>
        <h3>${n.cards} <small>${n.how_to_file}</small></h3>
        <ul class="rl-cards">${C(e.cards,s=>s.card,s=>Nt(t,s))}</ul>
      </section>
    </div>
    ${L(t)}${P(t)}`}function kt(t,e){let{view:n,words:s}=t,i=l=>t.send({do:"set",question:n.question,model:e.model,degree:l}),r=l=>t.send({do:"set",question:n.question,model:e.model,on:l}),o=`definition:${e.model}`,u=t.local.get(o)===!0,[a,d]=e.bar,g=l=>{let $="012".indexOf(l.key);l.key.length===1&&$>=0&&!e.residual&&(l.preventDefault(),i(e.degrees[$].value))};return c`<div class="rl-type" role="group" aria-label=${e.name}>
    <div class="rl-line" @keydown=${g}>
      <button type="button" class="rl-name" aria-expanded=${String(u)} @click=${()=>{t.local.set(o,!u),t.redraw()}}>${e.name} <span aria-hidden="true">?</span></button>
      <span class="rl-bar" role="img" aria-label=${`${s.shown_of} ${a}/${d}`}>${e.conditions.map((l,$)=>c`<i class=${$<a?"rl-full":""}></i>`)}</span>
      ${e.residual?Tt(t,e,r):wt(t,e,i)}
    </div>
    ${u?c`<p class="rl-definition">${e.rule}</p>`:f}
    ${e.flags.length?c`<div class="rl-flags" role="group" aria-label=${`${s.flags}: ${e.name}`}>${e.flags.map(l=>c`<label><input type="checkbox" .checked=${D(l.on)} @change=${$=>t.send({do:"flag",question:n.question,model:e.model,flag:l.flag,on:$.target.checked})} />${l.label}</label>`)}</div>`:f}
    <ul class="rl-conditions">${C(e.conditions,l=>l.condition,l=>St(t,l))}</ul>
  </div>`}function wt(t,e,n){return c`<span class="rl-degrees">${e.degrees.map(s=>c`<label class=${e.degree===s.value?"rl-on":""}><input
      type="radio"
      name=${t.id(e.model)}
      aria-label=${`${e.name}: ${s.label}`}
      .checked=${D(e.degree===s.value)}
      @change=${()=>n(s.value)}
    />${s.label}</label>`)}</span>`}function Tt(t,e,n){return c`<span class="rl-degrees"><label class=${e.degree?"rl-on":""}><input
    type="checkbox"
    aria-label=${e.name}
    .checked=${D(e.degree==="given")}
    @change=${s=>n(s.target.checked)}
  />${t.words.given}</label></span>`}function St(t,e){let{view:n,words:s}=t,i=t.local.get("taken"),r=`statement:${e.condition}`,o=t.local.get(r)===!0,u=(a,d)=>{t.send({do:"file",question:n.question,card:a,condition:e.condition,side:d}),t.local.set("told",!0),X(t,null,a)};return c`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(o)} @click=${()=>{t.local.set(r,!o),t.redraw()}}>${e.name}</button>
    ${C(e.filed,a=>a.card,a=>c`<button
        type="button"
        class=${`rl-chip rl-${a.side}`}
        title=${s.take_out}
        aria-label=${`${s.take_out}: ${a.card}, ${s[a.side]}, ${e.name}`}
        @click=${()=>t.send({do:"file",question:n.question,card:a.card,condition:e.condition,side:a.side,on:!1})}
      >${ge[a.side]} ${a.card} ×</button>`)}
    ${i?c`<span class="rl-drops">${Qe.map(a=>c`<button
              type="button"
              class="rl-drop"
              aria-label=${`${i} ${s[a]}: ${e.name}`}
              @click=${()=>u(i,a)}
              @dragover=${d=>d.preventDefault()}
              @drop=${d=>{d.preventDefault(),u(d.dataTransfer.getData("text/plain")||i,a)}}
            >${ge[a]} ${s[a]}</button>`)}</span>`:f}
    ${o?c`<p class="rl-definition">${e.statement}</p>`:f}
  </li>`}function X(t,e,n=t.local.get("taken")){t.local.set("taken",e),t.redraw(),!e&&n&&t.focus(t.id(`card-${n}`))}function Nt(t,e){let n=t.local.get("taken")===e.card;return c`<li
    class=${`rl-card${e.filed.length?" rl-filed":""}${n?" rl-up":""}`}
    draggable="true"
    @dragstart=${s=>{s.dataTransfer.setData("text/plain",e.card),s.dataTransfer.effectAllowed="copy",setTimeout(()=>X(t,e.card),0)}}
    @dragend=${()=>t.local.get("taken")===e.card&&X(t,null)}
  >
    <button
      type="button"
      id=${t.id(`card-${e.card}`)}
      class="rl-card-text"
      aria-pressed=${String(n)}
      @click=${()=>X(t,n?null:e.card)}
    ><b>${e.card}</b> ${e.text} <small>${e.place}</small></button>
    ${e.filed.length?c`<p class="rl-under">${e.filed.map(s=>c`<span>${ge[s.side]} ${s.name}</span> `)}</p>`:f}
    ${n?Et(t,e):f}
  </li>`}function Et(t,e){let{view:n,words:s}=t;return c`<select aria-label=${`${s.file_under}: ${e.card}`} @change=${i=>{let[r,o]=i.target.value.split("|");r&&t.send({do:"file",question:n.question,card:e.card,condition:r,side:o}),X(t,null,e.card)}}><option value="">${s.file_under} …</option>
    ${n.rows.map(i=>c`<optgroup label=${i.name}>${i.conditions.flatMap(r=>Qe.map(o=>c`<option value=${`${r.condition}|${o}`}>${ge[o]} ${r.name}</option>`))}</optgroup>`)}</select>`}function Ze(t,e,n,s,i,r){return c`<fieldset class="rl-choice"><legend class=${n?"":"rl-hidden"}>${n||t.view.prompt}</legend>
    ${s.map(o=>c`<label class=${o.id===i?"rl-on":""}><input
        type="radio"
        name=${t.id(e)}
        .checked=${D(o.id===i)}
        @change=${()=>r(o.id)}
      />${o.text}</label>`)}</fieldset>`}function et(t){let{view:e}=t,n=e.question;return c`${O(t)}
    ${Ze(t,"choice","",e.options,e.choice,s=>t.send({do:"answer",question:n,option:s}))}
    ${e.rows.length?Ze(t,"row",e.rows_prompt,e.rows,e.row,s=>t.send({do:"decide",question:n,row:s})):f}
    ${L(t)}${P(t)}`}function tt(t,e){return t?new Date(t).toLocaleTimeString(e,{hour:"2-digit",minute:"2-digit",hourCycle:"h23"}):""}function re(t){let{view:e,words:n,link:s}=t,i=String(s.unsent()),r=s.refused()?n.not_kept:n.kept,o=s.state();return o==="lost"?`${n.lost} ${i==="0"?"":`${ie(n.unsent,{n:i})} ${r} `}${n.run_again}`:o==="waiting"?`${n.waiting} ${ie(n.unsent,{n:i})}`:o==="sending"?n.sending:e.saved?ie(e.saved_at?n.saved_at:n.not_yet,{time:tt(e.saved_at,e.lang),folder:e.folder}):e.place}function nt(t,e,n=()=>!0){let{words:s,link:i,view:r,local:o}=t,u=e.map(d=>d.message),a=JSON.stringify(u);return o.get("asked")!==a&&(o.set("asked",a),o.set("told",[]),queueMicrotask(()=>t.send({do:"tell",actions:u}))),c`<div class="rl-notice"><p>${ie(s.offered,{n:e.length,time:tt(e[0].at,r.lang)})}</p>
    <ul>${(o.get("told")??[]).map(d=>c`<li>${d}</li>`)}</ul>
    <button type="button" @click=${()=>{i.drop(n),t.send({do:"replay",actions:u})}}>${s.take_over}</button>
    <button type="button" @click=${()=>i.drop(n)}>${s.leave}</button></div>`}var st={open:"○",begun:"◐",answered:"●",sealed:"■",read:"✓"};function it(t){let{view:e,words:n,link:s}=t,i=s.offered();return c`<div class="rl-line rl-title"><h2 tabindex="-1">${e.title}</h2>
      <span class=${`rl-state rl-${s.state()}`}>${re(t)}</span></div>
    ${e.about?c`<p class="rl-about">${e.about}</p>`:f}
    ${e.notices.map(r=>c`<p class="rl-notice">${r}</p>`)}
    ${i.length&&s.state()!=="lost"?nt(t,i):f}
    ${e.conflict?Ct(t):f}
    <nav class="rl-line" aria-label=${n.pages}>
      ${T(t,"‹",{do:"go",page:e.page-1},{off:e.page===0,label:n.previous})}
      ${e.pages.map((r,o)=>T(t,`${r.label} ${st[r.state]}`,{do:"go",page:o},{label:`${r.label}: ${r.name} (${r.said})`,title:`${r.name} (${r.said})`,current:o===e.page,class:o===e.page?"rl-on":void 0}))}
      ${T(t,"›",{do:"go",page:e.page+1},{off:e.page===e.pages.length-1,label:n.next})}
      <progress max=${e.of} value=${e.done} aria-label=${e.state}></progress>
      <span>${e.round} · ${e.state}</span>
      <span class="rl-gap"></span>
      ${T(t,`↶ ${n.undo}`,{do:"undo"})}
      ${e.seal?T(t,e.seal,{do:"submit"},{class:"rl-primary"}):f}
    </nav>
    ${e.legend?c`<p class="rl-about"><small>${Object.entries(st).map(([r,o])=>c`<span class="rl-legend">${o} ${e.legend[r]}</span> `)}</small></p>`:f}
    ${e.asking?c`<p class="rl-notice" role="alertdialog" aria-label=${e.asking}>${e.asking}
          ${T(t,n.anyway,{do:"submit",anyway:!0})} ${T(t,n.back,{do:"dismiss"})}</p>`:f}
    <details class="rl-files"><summary>${n.files}</summary><div class="rl-line">
      <label>${n.pseudonym} <input type="text" maxlength="60" size="14" .value=${e.pseudonym}
        @change=${r=>t.send({do:"call",pseudonym:r.target.value})} /></label>
      ${T(t,n.download,{do:"download"})}
      <label class="rl-upload">${n.upload}<input type="file" accept=".json" @change=${async r=>{let[o]=r.target.files;o&&t.send({do:"upload",name:o.name,content:await o.text()}),r.target.value=""}} /></label></div></details>`}function Ct(t){let{view:e,words:n}=t;return c`<div class="rl-notice"><p>${e.conflict.says}</p>
    <ul>${e.conflict.questions.map(s=>c`<li>${s}</li>`)}</ul>
    ${T(t,n.these,{do:"settle",other:!1})} ${T(t,n.other,{do:"settle",other:!0})}</div>`}function rt(t){let{view:e}=t;return c`<h2 tabindex="-1">${e.heading}</h2>
    ${e.paragraphs.map(n=>c`<p>${n}</p>`)}
    ${e.again.length?c`<h3>${e.again_heading}</h3><ul class="rl-again">${e.again.map(n=>c`<li><button type="button" @click=${()=>{t.link.turning=!0,t.send({do:"turn",page:n.page})}}>${n.name}</button> ${n.says}</li>`)}</ul>`:f}`}function ot(t){let{view:e,words:n}=t;return c`${O(t)}
    <div class="rl-match">${C(e.items,s=>s.id,s=>c`<label><span>${s.text}</span><select
        @change=${i=>t.send({do:"answer",question:e.question,item:s.id,option:i.target.value})}
      ><option value="" ?selected=${!s.option} .selected=${!s.option}>${n.choose}</option>
        ${e.options.map(i=>c`<option value=${i.id} .selected=${i.id===s.option}>${i.text}</option>`)}</select></label>`)}</div>
    ${L(t)}${P(t)}`}var we="regiolab";function at(t,e,{tag:n=Te(),now:s=Date.now,locks:i=Ht()}={}){let r=`${we}:${e}:`,o=r+n,u=null;i?.request(o,()=>new Promise(()=>{})).catch(()=>{});let a=l=>{try{let $=JSON.parse(t.getItem(l));return Array.isArray($.actions)?$:null}catch{return null}},d=(l,$)=>$?i?u!==null&&!u.has(l):s()-$.at>15e4:!0,g=()=>{let l=[];for(let $=0;$<(t?t.length:0);$++){let h=t.key($);if(!h?.startsWith(r)||h===o)continue;let _=a(h);d(h,_)&&l.push([h,_])}return l};return{keep(l){try{return l.length?t.setItem(o,JSON.stringify({at:s(),actions:l})):t.removeItem(o),!0}catch{return!1}},left:()=>g().flatMap(([l,$])=>$?.actions??[]).sort((l,$)=>l.at-$.at),drop(l=()=>!0){for(let[$,h]of g()){let _=(h?.actions??[]).filter(y=>!l(y));_.length?t.setItem($,JSON.stringify({...h,actions:_})):t.removeItem($)}},async look(){if(i)try{u=new Set((await i.query()).held.map(l=>l.name))}catch{u=null}}}}function Te(){return Math.random().toString(36).slice(2,10)}function Ht(){return globalThis.navigator?.locks}function lt(){try{let t=globalThis.localStorage;return t.setItem(`${we}:tried`,"1"),t.removeItem(`${we}:tried`),t}catch{return}}var Se=2500,Mt=15e3,qt=250,It=1500,Rt=6e4,Dt=5e3,Pt=new Set(["set","flag","file","answer","decide","say","keep","call","reply","pass","draft"]),Lt=new Set(["reply","pass","draft"]),Ne=()=>!0,Ot=new Set(["dead","terminating","restarting","autorestarting"]);function Bt(t,{do:e,question:n}){return Lt.has(e)?t.filter(({message:s})=>s.do!=="draft"||s.question!==n):t}function me(){return globalThis.__regiolab_links??=new Map,globalThis.__regiolab_links}function ct(t,e,n=()=>Ut(t)){let s=`${t} ${e?.kernel?.id??""}`;return me().has(s)||me().set(s,n()),me().get(s)}function dt(t,e){return[...me().values()].filter(n=>n!==e&&n.id===t&&n.state()==="lost")}function Ut(t,{storage:e=lt(),locks:n,now:s=Date.now,timer:i=!0}={}){let r=Te(),o=at(e,t,n===void 0?{tag:r,now:s}:{tag:r,now:s,locks:n}),u=new Set,a=new Set,d=new Map,g=[],l=[],$=null,h=!1,_=!1,y=!e,H=0,k=s(),F=s(),N=s(),E="",G=(p,{message:m,at:b})=>m.do==="replay"?m.actions.map(A=>({n:p,message:A,at:b})):Pt.has(m.do)?[{n:p,message:m,at:b}]:[],K=(p,m,b)=>b.message.do==="undo"?p.slice(0,-1):[...Bt(p,b.message),...G(m,b)],I=()=>[...d].reduce((p,[m,b])=>K(p,m,b),g),v=()=>{E=`${B()} ${I().length} ${U.offered().length}`;for(let p of u)p()},S=()=>{N=s();let p=[...l,...I()];!o.keep(p)&&p.length&&(y=!0)};function Z(p){let m=p?.kernel;if(!m||m===$)return;$=m;let b=()=>{$===m&&(Ot.has(m.status)||m.isDisposed)&&(h=_=!0),v()};m.statusChanged?.connect(b),m.connectionStatusChanged?.connect(b),m.disposed?.connect(b)}function B(){if(h||$?.isDisposed||$?.connectionStatus&&$.connectionStatus!=="connected")return"lost";if(!d.size)return"connected";let p=Math.min(...[...d.values()].map(A=>A.at)),m=s()-p,b=[...d.values()].every(A=>A.message.do==="ping");return m<Se?b?"connected":"sending":$?.status?$.status==="busy"?"waiting":"lost":m<Mt?"waiting":"lost"}function Ce(p,m){H+=1;let b=`${r}-${H}`,A={message:m,at:s(),sent:!1};d.set(b,A),(m.do==="undo"||G(b,A).length)&&S(),Z(p.widget_manager);try{(!h||m.do==="ping")&&(p.send({...m,n:b}),A.sent=!0)}catch{h=!0}}function ht(p){let m=[];for(let[b,A]of d){let gt=Number(b.slice(r.length+1))<p;(!A.sent||gt&&s()-A.at>=Se)&&(m=K(m,b,A),d.delete(b))}l.push(...m)}function He(){let p=[...a].at(-1);if(!(!p||_)){for(let[m,b]of d)if(b.message.do==="ping"){if(s()-b.at<Se)return;d.delete(m)}Ce(p,{do:"ping"})}}function Me(){let p=B();p==="lost"&&d.size&&(h=!0);let m=s()-F<Rt&&globalThis.document?.visibilityState!=="hidden",b=s()-k>=It;m&&b&&(p==="lost"||p==="connected"&&$?.status!=="busy")&&He(),s()-N>Dt&&(o.look(),S()),E!==`${B()} ${I().length} ${U.offered().length}`&&v()}let U={id:t,turning:!1,attach(p){a.add(p),Z(p.widget_manager),h&&(l.push(...I()),d.clear(),g=[],_=!1,S(),He()),o.look().then(v)},detach:p=>a.delete(p),send(p,m){Ce(p,m),v()},acknowledge({ack:p,saved:m=!0}){let b=d.get(p);k=s(),d.delete(p),l=l.filter(A=>A.n!==p),b&&m?g=[]:b&&(g=K(g,p,b)),!_&&p.startsWith(r)&&(h=!1,ht(Number(p.slice(r.length+1)))),S(),v()},offered:()=>[...l,...o.left(),...dt(t,U).flatMap(p=>p.stranded())],stranded:()=>[...l,...I()],forget(p=Ne){l=l.filter(m=>!p(m)),g=g.filter(m=>!p(m));for(let[m,b]of d){let A=G(m,b);(p===Ne||A.length&&A.every(p))&&d.delete(m)}S(),v()},drop(p=Ne){l=l.filter(m=>!p(m)),o.drop(p);for(let m of dt(t,U))m.forget(p);S(),v()},typed(p){return U.stranded().findLast(({message:b})=>b.question===p&&b.rationale!==void 0)?.message.rationale},touch(){F=s()},state:B,tick:Me,unsent:()=>I().length,refused:()=>y,subscribe(p){return u.add(p),()=>u.delete(p)}};if(i){setInterval(Me,qt).unref?.();for(let p of["pointerdown","pointermove","keydown","visibilitychange"])globalThis.document?.addEventListener(p,U.touch,{passive:!0,capture:!0})}return U}var ut=0;function $t({name:t,page:e,heard:n,landing:s,tells:i,received:r,shown:o,moved:u,undo:a=!1}){function d({model:g,el:l}){ut+=1;let $=ut,h=document.createElement("div");h.className=t;let _=document.createElement("p");_.className="rl-hidden",_.setAttribute("role","status");let y=document.createElement("div");h.append(_,y),l.append(h);let H=new Map,k=ct(g.get("view").link,g.widget_manager),F=!1,N={local:H,link:k,stage:y,id:v=>`rl${$}-${v}`,active:()=>h.getRootNode().activeElement?.id??"",send(v){F=!0,k.send(g,v)},redraw(v){F=!0,E(),v&&N.focus(v)},focus(v){h.querySelector(`#${CSS.escape(v)}`)?.focus()}};function E(){let v=g.get("view");Object.assign(N,{view:v,words:v.words}),h.lang=v.lang;let S=y.contains(h.getRootNode().activeElement);We(e(N),y);let Z=h.getRootNode().activeElement;F&&S&&(!Z||Z===document.body)&&y.querySelector(s)?.focus();let B=n(N).filter(Boolean).join(" ");_.textContent!==B&&(_.textContent=B)}h.addEventListener("keydown",v=>{v.stopPropagation();let S=v.target.matches("textarea, input[type=text]");a&&(v.ctrlKey||v.metaKey)&&v.key==="z"&&!S&&(v.preventDefault(),N.send({do:"undo"}))});let G=v=>{r?.(N,v),v.ack&&(k.acknowledge(v),E()),v.told&&(H.set("told",v.told),E())};g.on("change:view",E),g.on("msg:custom",G),k.attach(g);let K="",I=k.subscribe(()=>{u?.(N);let v=k.state(),S=v==="lost"||v==="waiting"?`${v} ${k.unsent()}`:"";(i?.(N)||S!==K)&&E(),K=S});return E(),o?.(N,h),()=>{I(),k.detach(g),g.off("change:view",E),g.off("msg:custom",G)}}return{render:d}}function Ee(t,e,n){let s=t.filter((i,r)=>r!==e);return[...s.slice(0,n),t[e],...s.slice(n)]}function pt(t){let{view:e,words:n}=t,s=new Map(e.items.map(u=>[u.id,u.text])),i=u=>t.send({do:"answer",question:e.question,order:u}),r=(u,a,d,g,l)=>c`<button
    type="button"
    aria-label=${`${a}: ${s.get(d)}`}
    title=${a}
    aria-disabled=${String(g)}
    @click=${()=>g||i(l())}
  >${u}</button>`,o=e.order.length-1;return c`${O(t)}
    <div class="rl-columns">
      <section aria-label=${n.unplaced}><h3>${n.unplaced}</h3><div class="rl-unplaced">${C(e.items.filter(u=>!e.order.includes(u.id)),u=>u.id,u=>c`<button type="button" class="rl-item" aria-label=${`${n.place}: ${u.text}`}
          @click=${()=>i([...e.order,u.id])}>${u.text} →</button>`)}</div></section>
      <section aria-label=${n.placed}><h3>${n.placed}</h3><ol class="rl-order">${C(e.order,u=>u,(u,a)=>c`<li
          draggable="true"
          @dragstart=${d=>d.dataTransfer.setData("text/plain",String(a))}
          @dragover=${d=>d.preventDefault()}
          @drop=${d=>{d.preventDefault(),i(Ee(e.order,Number(d.dataTransfer.getData("text/plain")),a))}}
        ><span>${s.get(u)}</span>${r("↑",n.up,u,a===0,()=>Ee(e.order,a,a-1))}${r("↓",n.down,u,a===o,()=>Ee(e.order,a,a+1))}${r("×",n.remove,u,!1,()=>e.order.filter(d=>d!==u))}</li>`)}</ol></section>
    </div>
    <p class="rl-rule-said">${e.formula}</p>
    ${L(t)}${P(t)}`}var jt={board:Xe,choice:et,end:rt,head:it,match:ot,order:pt};function Vt(t,e){let n=document.createElement("a");n.href=URL.createObjectURL(new Blob([e],{type:"application/json"})),n.download=t,n.click(),setTimeout(()=>URL.revokeObjectURL(n.href),1e4)}function xt(t){let{view:e,link:n,words:s}=t,i=e.kind==="head"?"":n.state();return c`${i==="lost"||i==="waiting"?c`<p class=${i==="lost"?"rl-notice":"rl-before"}>${re(t)}</p>`:f}
    ${e.error?c`<p class="rl-notice">${e.error}</p>`:f}
    ${jt[e.kind](t)}
    ${e.kind==="head"?f:c`<span class="rl-hidden">${s.end_of_page}</span>`}`}function ft(t,e,n=60){t.isConnected?e():n&&requestAnimationFrame(()=>ft(t,e,n-1))}function Wt(t){let{view:e,link:n}=t,s=["connected","sending"].includes(n.state())&&e.saved;return[e.error,e.asking,...e.notices,s?"":re(t)]}function zt(t,e){e.download&&Vt(e.download,e.content)}function Ft(t,e){!t.link.turning||t.view.kind==="head"||(t.link.turning=!1,ft(e,()=>t.stage.querySelector("h2")?.focus()))}var ts=$t({name:"rl-panel",page:xt,heard:t=>t.view.kind==="head"?Wt(t):[t.view.error,t.view.announce],landing:"h2",tells:t=>t.view.kind==="head",received:zt,shown:Ft,undo:!0});export{ts as default};
