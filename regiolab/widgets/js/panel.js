// Made by `make front` from src/; sources 6789bbc7ebecdfba94ecd29f53bb22922442a2cf5f9ad5d2d4202cc6d3ddb495
/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var oe=globalThis,fe=t=>t,K=oe.trustedTypes,ge=K?K.createPolicy("lit-html",{createHTML:t=>t}):void 0,le="$lit$",w=`lit$${Math.random().toFixed(9).slice(2)}$`,de="?"+w,Ye=`<${de}>`,R=document,V=()=>R.createComment(""),z=t=>t===null||typeof t!="object"&&typeof t!="function",ce=Array.isArray,ye=t=>ce(t)||typeof t?.[Symbol.iterator]=="function",ae=`[ 	
\f\r]`,j=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,me=/-->/g,ve=/>/g,M=RegExp(`>|${ae}(?:([^\\s"'>=/]+)(${ae}*=${ae}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),be=/'/g,_e=/"/g,ke=/^(?:script|style|textarea|title)$/i,$e=t=>(e,...s)=>({_$litType$:t,strings:e,values:s}),c=$e(1),vt=$e(2),bt=$e(3),A=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),Ae=new WeakMap,D=R.createTreeWalker(R,129);function we(t,e){if(!ce(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return ge!==void 0?ge.createHTML(e):e}var Te=(t,e)=>{let s=t.length-1,n=[],i,r=e===2?"<svg>":e===3?"<math>":"",a=j;for(let l=0;l<s;l++){let o=t[l],d,h,u=-1,g=0;for(;g<o.length&&(a.lastIndex=g,h=a.exec(o),h!==null);)g=a.lastIndex,a===j?h[1]==="!--"?a=me:h[1]!==void 0?a=ve:h[2]!==void 0?(ke.test(h[2])&&(i=RegExp("</"+h[2],"g")),a=M):h[3]!==void 0&&(a=M):a===M?h[0]===">"?(a=i??j,u=-1):h[1]===void 0?u=-2:(u=a.lastIndex-h[2].length,d=h[1],a=h[3]===void 0?M:h[3]==='"'?_e:be):a===_e||a===be?a=M:a===me||a===ve?a=j:(a=M,i=void 0);let $=a===M&&t[l+1].startsWith("/>")?" ":"";r+=a===j?o+Ye:u>=0?(n.push(d),o.slice(0,u)+le+o.slice(u)+w+$):o+w+(u===-2?l:$)}return[we(t,r+(t[s]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),n]},W=class t{constructor({strings:e,_$litType$:s},n){let i;this.parts=[];let r=0,a=0,l=e.length-1,o=this.parts,[d,h]=Te(e,s);if(this.el=t.createElement(d,n),D.currentNode=this.el.content,s===2||s===3){let u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(i=D.nextNode())!==null&&o.length<l;){if(i.nodeType===1){if(i.hasAttributes())for(let u of i.getAttributeNames())if(u.endsWith(le)){let g=h[a++],$=i.getAttribute(u).split(w),f=/([.?@])?(.*)/.exec(g);o.push({type:1,index:r,name:f[2],strings:$,ctor:f[1]==="."?F:f[1]==="?"?J:f[1]==="@"?Q:B}),i.removeAttribute(u)}else u.startsWith(w)&&(o.push({type:6,index:r}),i.removeAttribute(u));if(ke.test(i.tagName)){let u=i.textContent.split(w),g=u.length-1;if(g>0){i.textContent=K?K.emptyScript:"";for(let $=0;$<g;$++)i.append(u[$],V()),D.nextNode(),o.push({type:2,index:++r});i.append(u[g],V())}}}else if(i.nodeType===8)if(i.data===de)o.push({type:2,index:r});else{let u=-1;for(;(u=i.data.indexOf(w,u+1))!==-1;)o.push({type:7,index:r}),u+=w.length-1}r++}}static createElement(e,s){let n=R.createElement("template");return n.innerHTML=e,n}};function P(t,e,s=t,n){if(e===A)return e;let i=n!==void 0?s._$Co?.[n]:s._$Cl,r=z(e)?void 0:e._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(t),i._$AT(t,s,n)),n!==void 0?(s._$Co??=[])[n]=i:s._$Cl=i),i!==void 0&&(e=P(t,i._$AS(t,e.values),i,n)),e}var Y=class{constructor(e,s){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:s},parts:n}=this._$AD,i=(e?.creationScope??R).importNode(s,!0);D.currentNode=i;let r=D.nextNode(),a=0,l=0,o=n[0];for(;o!==void 0;){if(a===o.index){let d;o.type===2?d=new q(r,r.nextSibling,this,e):o.type===1?d=new o.ctor(r,o.name,o.strings,this,e):o.type===6&&(d=new X(r,this,e)),this._$AV.push(d),o=n[++l]}a!==o?.index&&(r=D.nextNode(),a++)}return D.currentNode=R,i}p(e){let s=0;for(let n of this._$AV)n!==void 0&&(n.strings!==void 0?(n._$AI(e,n,s),s+=n.strings.length-2):n._$AI(e[s])),s++}},q=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,s,n,i){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=e,this._$AB=s,this._$AM=n,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,s=this._$AM;return s!==void 0&&e?.nodeType===11&&(e=s.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,s=this){e=P(this,e,s),z(e)?e===p||e==null||e===""?(this._$AH!==p&&this._$AR(),this._$AH=p):e!==this._$AH&&e!==A&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):ye(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==p&&z(this._$AH)?this._$AA.nextSibling.data=e:this.T(R.createTextNode(e)),this._$AH=e}$(e){let{values:s,_$litType$:n}=e,i=typeof n=="number"?this._$AC(e):(n.el===void 0&&(n.el=W.createElement(we(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===i)this._$AH.p(s);else{let r=new Y(i,this),a=r.u(this.options);r.p(s),this.T(a),this._$AH=r}}_$AC(e){let s=Ae.get(e.strings);return s===void 0&&Ae.set(e.strings,s=new W(e)),s}k(e){ce(this._$AH)||(this._$AH=[],this._$AR());let s=this._$AH,n,i=0;for(let r of e)i===s.length?s.push(n=new t(this.O(V()),this.O(V()),this,this.options)):n=s[i],n._$AI(r),i++;i<s.length&&(this._$AR(n&&n._$AB.nextSibling,i),s.length=i)}_$AR(e=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);e!==this._$AB;){let n=fe(e).nextSibling;fe(e).remove(),e=n}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},B=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,s,n,i,r){this.type=1,this._$AH=p,this._$AN=void 0,this.element=e,this.name=s,this._$AM=i,this.options=r,n.length>2||n[0]!==""||n[1]!==""?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=p}_$AI(e,s=this,n,i){let r=this.strings,a=!1;if(r===void 0)e=P(this,e,s,0),a=!z(e)||e!==this._$AH&&e!==A,a&&(this._$AH=e);else{let l=e,o,d;for(e=r[0],o=0;o<r.length-1;o++)d=P(this,l[n+o],s,o),d===A&&(d=this._$AH[o]),a||=!z(d)||d!==this._$AH[o],d===p?e=p:e!==p&&(e+=(d??"")+r[o+1]),this._$AH[o]=d}a&&!i&&this.j(e)}j(e){e===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},F=class extends B{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===p?void 0:e}},J=class extends B{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==p)}},Q=class extends B{constructor(e,s,n,i,r){super(e,s,n,i,r),this.type=5}_$AI(e,s=this){if((e=P(this,e,s,0)??p)===A)return;let n=this._$AH,i=e===p&&n!==p||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,r=e!==p&&(n===p||i);i&&this.element.removeEventListener(this.name,this,n),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},X=class{constructor(e,s,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=s,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){P(this,e)}},Ee={M:le,P:w,A:de,C:1,L:Te,R:Y,D:ye,V:P,I:q,H:B,N:J,U:Q,B:F,F:X},Fe=oe.litHtmlPolyfillSupport;Fe?.(W,q),(oe.litHtmlVersions??=[]).push("3.3.3");var Se=(t,e,s)=>{let n=s?.renderBefore??e,i=n._$litPart$;if(i===void 0){let r=s?.renderBefore??null;n._$litPart$=i=new q(e.insertBefore(V(),r),r,void 0,s??{})}return i._$AI(t),i};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var T={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Z=t=>(...e)=>({_$litDirective$:t,values:e}),L=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,s,n){this._$Ct=e,this._$AM=s,this._$Ci=n}_$AS(e,s){return this.update(e,s)}update(e,s){return this.render(...s)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{I:Je}=Ee,Ne=t=>t;var He=t=>t.strings===void 0,Ce=()=>document.createComment(""),O=(t,e,s)=>{let n=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(s===void 0){let r=n.insertBefore(Ce(),i),a=n.insertBefore(Ce(),i);s=new Je(r,a,t,t.options)}else{let r=s._$AB.nextSibling,a=s._$AM,l=a!==t;if(l){let o;s._$AQ?.(t),s._$AM=t,s._$AP!==void 0&&(o=t._$AU)!==a._$AU&&s._$AP(o)}if(r!==i||l){let o=s._$AA;for(;o!==r;){let d=Ne(o).nextSibling;Ne(n).insertBefore(o,i),o=d}}}return s},S=(t,e,s=t)=>(t._$AI(e,s),t),Qe={},ee=(t,e=Qe)=>t._$AH=e,Ie=t=>t._$AH,te=t=>{t._$AR(),t._$AA.remove()};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var N=Z(class extends L{constructor(t){if(super(t),t.type!==T.PROPERTY&&t.type!==T.ATTRIBUTE&&t.type!==T.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!He(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===A||e===p)return e;let s=t.element,n=t.name;if(t.type===T.PROPERTY){if(e===s[n])return A}else if(t.type===T.BOOLEAN_ATTRIBUTE){if(!!e===s.hasAttribute(n))return A}else if(t.type===T.ATTRIBUTE&&s.getAttribute(n)===e+"")return A;return ee(t),e}});/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Me=(t,e,s)=>{let n=new Map;for(let i=e;i<=s;i++)n.set(t[i],i);return n},y=Z(class extends L{constructor(t){if(super(t),t.type!==T.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,s){let n;s===void 0?s=e:e!==void 0&&(n=e);let i=[],r=[],a=0;for(let l of t)i[a]=n?n(l,a):a,r[a]=s(l,a),a++;return{values:r,keys:i}}render(t,e,s){return this.dt(t,e,s).values}update(t,[e,s,n]){let i=Ie(t),{values:r,keys:a}=this.dt(e,s,n);if(!Array.isArray(i))return this.ut=a,r;let l=this.ut??=[],o=[],d,h,u=0,g=i.length-1,$=0,f=r.length-1;for(;u<=g&&$<=f;)if(i[u]===null)u++;else if(i[g]===null)g--;else if(l[u]===a[$])o[$]=S(i[u],r[$]),u++,$++;else if(l[g]===a[f])o[f]=S(i[g],r[f]),g--,f--;else if(l[u]===a[f])o[f]=S(i[u],r[f]),O(t,o[f+1],i[u]),u++,f--;else if(l[g]===a[$])o[$]=S(i[g],r[$]),O(t,i[u],i[g]),g--,$++;else if(d===void 0&&(d=Me(a,$,f),h=Me(l,u,g)),d.has(l[u]))if(d.has(l[g])){let v=h.get(a[$]),k=v!==void 0?i[v]:null;if(k===null){let x=O(t,i[u]);S(x,r[$]),o[$]=x}else o[$]=S(k,r[$]),O(t,i[u],k),i[v]=null;$++}else te(i[g]),g--;else te(i[u]),u++;for(;$<=f;){let v=O(t,o[f+1]);S(v,r[$]),o[$++]=v}for(;u<=g;){let v=i[u++];v!==null&&te(v)}return this.ut=a,ee(t,o),A}});var Xe=500;function G(t,e){return t.replace(/\{(\w+)\}/g,(s,n)=>n in e?e[n]:s)}function _(t,e,s,n={}){return c`<button
    type="button"
    class=${n.class??p}
    aria-label=${n.label??p}
    title=${n.title??p}
    aria-disabled=${n.off?"true":p}
    aria-pressed=${n.pressed===void 0?p:String(n.pressed)}
    aria-current=${n.current?"page":p}
    @click=${()=>n.off||t.send(s)}
  >${e}</button>`}function De(t,{id:e,value:s,label:n,message:i,rows:r=2}){let a=`timer:${e}`,l=d=>{clearTimeout(t.local.get(a)),t.local.delete(a),t.send(i(d.value))},o=t.active()===e;return c`<textarea
    id=${e}
    rows=${r}
    maxlength="4000"
    aria-label=${n}
    placeholder=${n}
    .value=${o?A:N(s)}
    @input=${d=>{clearTimeout(t.local.get(a));let h=d.target;t.local.set(a,setTimeout(()=>l(h),Xe))}}
    @change=${d=>t.local.has(a)&&l(d.target)}
  ></textarea>`}function se(t,e,s,n){return c`<details
    ?open=${t.local.get(e)===!0}
    @toggle=${i=>t.local.set(e,i.target.open)}
  ><summary>${s}</summary>${n}</details>`}function C(t){let{view:e,words:s}=t,{steps:n,shown:i,mark:r,cost:a,comparison:l}=e.feedback;if(!n.length)return p;let o=t.id("feedback");return c`<section class="rl-feedback" aria-labelledby=${o}>
    <h3 id=${o}>${s.feedback}</h3>
    <div class="rl-line">
      ${n.map(d=>_(t,d.label,{do:"reveal",question:e.question,step:d.step},{off:d.opened||!d.ready,pressed:d.opened}))}
      ${a?c`<small>${a}</small>`:p}
    </div>
    ${r?c`<div class="rl-mark"><strong>${r.sum?`${r.sum} · `:""}${r.says}</strong>
          <ul>${r.criteria.map(d=>c`<li><b>${d.name} ${d.points}</b> ${d.says}</li>`)}</ul>
        </div>`:p}
    ${l?Ze(t,l):p}
    ${[...i].reverse().map(d=>c`<div class="rl-said"><h4>${d.heading}</h4>${d.paragraphs.map(h=>c`<p>${h}</p>`)}</div>`)}
  </section>`}function Ze(t,{columns:e,rows:s,cards:n}){let{words:i}=t;return c`<div class="rl-wide" tabindex="0" role="region" aria-label=${i.beside}>
      <table class="rl-beside">
        <thead><tr><th scope="col"></th><th scope="col">${e[0]}</th><th scope="col"><span class="rl-hidden">${i.sign}</span></th>
          ${e.slice(1).map(r=>c`<th scope="col">${r}</th>`)}</tr></thead>
        <tbody>${s.map(r=>c`<tr><th scope="row">${r.name}</th><td>${r.cells[0]}</td>
            <td class="rl-sign">${r.sign}</td>${r.cells.slice(1).map(a=>c`<td>${a}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    ${n.length?c`<h4>${i.your_cards}</h4><ul class="rl-cards-said">${n.map(r=>c`<li><span class="rl-sign">${r.sign}</span> <b>${r.card}</b> ${r.side} “${r.condition}”: ${r.says}
              ${r.comment?c`<small>${r.comment}</small>`:p}</li>`)}</ul>`:p}`}function H(t){let{view:e,words:s}=t;return c`
    ${(e.look??[]).map((n,i)=>se(t,`look:${i}`,n.title,c`<div class="rl-wide" .innerHTML=${n.html}></div>`))}
    <p class=${e.missing.length?"rl-missing":"rl-complete"}>${e.missing.length?`${s.missing} ${e.missing.join("; ")}`:`✓ ${s.complete}`}</p>
    ${e.frozen?c`<p class="rl-before">${e.frozen}</p>`:p}
    ${e.room?c`<p class="rl-room">${e.room}</p>`:p}`}function I(t){let{view:e,words:s}=t;return c`<h2 tabindex="-1">${e.heading} <small>${e.points}</small></h2>
    ${e.training?c`<p class="rl-training">${e.training}</p>`:p}
    <p class="rl-prompt">${e.prompt}</p>
    ${e.before?c`<p class="rl-before">${e.before} ${e.keep?_(t,s.keep,{do:"keep",question:e.question}):p}</p>`:p}`}var Re=["for","against"],ne={for:"▲",against:"▽"};function Pe(t){let{view:e,words:s}=t;return c`${I(t)}
    ${se(t,"rule",s.rule,c`<p class="rl-definition">${e.rule}</p>`)}
    <div class="rl-board" @keydown=${n=>n.key==="Escape"&&U(t,null)}>
      <section aria-label=${s.types}>
        <h3>${s.types}</h3>
        ${y(e.rows,n=>n.model,n=>et(t,n))}
        ${e.warnings.map(n=>c`<p class="rl-warning">⚠ ${n}</p>`)}
        <div class="rl-why">
          <select
            aria-label=${s.sure}
            @change=${n=>t.send({do:"say",question:e.question,confidence:Number(n.target.value)})}
          >${[s.sure,...e.confidences].map((n,i)=>c`<option value=${i} .selected=${i===e.confidence}>${n}</option>`)}</select>
          ${De(t,{id:t.id("rationale"),value:e.rationale,label:s.rationale,message:n=>({do:"say",question:e.question,rationale:n})})}
        </div>
      </section>
      <section aria-label=${s.cards}>
        <h3>${s.cards} <small>${s.how_to_file}</small></h3>
        <ul class="rl-cards">${y(e.cards,n=>n.card,n=>it(t,n))}</ul>
      </section>
    </div>
    ${H(t)}${C(t)}`}function et(t,e){let{view:s,words:n}=t,i=h=>t.send({do:"set",question:s.question,model:e.model,degree:h}),r=`definition:${e.model}`,a=t.local.get(r)===!0,[l,o]=e.bar,d=h=>{let u="012".indexOf(h.key);h.key.length===1&&u>=0&&!e.residual&&(h.preventDefault(),i(e.degrees[u].value))};return c`<div class="rl-type" role="group" aria-label=${e.name}>
    <div class="rl-line" @keydown=${d}>
      <button type="button" class="rl-name" aria-expanded=${String(a)} @click=${()=>{t.local.set(r,!a),t.redraw()}}>${e.name} <span aria-hidden="true">?</span></button>
      <span class="rl-bar" role="img" aria-label=${`${n.shown_of} ${l}/${o}`}>${e.conditions.map((h,u)=>c`<i class=${u<l?"rl-full":""}></i>`)}</span>
      ${e.residual?st(t,e,i):tt(t,e,i)}
    </div>
    ${a?c`<p class="rl-definition">${e.rule}</p>`:p}
    ${e.flags.length?c`<div class="rl-flags" role="group" aria-label=${`${n.flags}: ${e.name}`}>${e.flags.map(h=>c`<label><input type="checkbox" .checked=${N(h.on)} @change=${u=>t.send({do:"flag",question:s.question,model:e.model,flag:h.flag,on:u.target.checked})} />${h.label}</label>`)}</div>`:p}
    <ul class="rl-conditions">${y(e.conditions,h=>h.condition,h=>nt(t,h))}</ul>
  </div>`}function tt(t,e,s){return c`<span class="rl-degrees">${e.degrees.map(n=>c`<label class=${e.degree===n.value?"rl-on":""}><input
      type="radio"
      name=${t.id(e.model)}
      aria-label=${`${e.name}: ${n.label}`}
      .checked=${N(e.degree===n.value)}
      @change=${()=>s(n.value)}
    />${n.label}</label>`)}</span>`}function st(t,e,s){return c`<span class="rl-degrees"><label class=${e.degree?"rl-on":""}><input
    type="checkbox"
    aria-label=${e.name}
    .checked=${N(e.degree==="given")}
    @change=${()=>s(null)}
  />${t.words.given}</label></span>`}function nt(t,e){let{view:s,words:n}=t,i=t.local.get("taken"),r=`statement:${e.condition}`,a=t.local.get(r)===!0,l=(o,d)=>{t.send({do:"file",question:s.question,card:o,condition:e.condition,side:d}),t.local.set("told",!0),U(t,null,o)};return c`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(a)} @click=${()=>{t.local.set(r,!a),t.redraw()}}>${e.name}</button>
    ${y(e.filed,o=>o.card,o=>c`<button
        type="button"
        class=${`rl-chip rl-${o.side}`}
        title=${n.take_out}
        aria-label=${`${n.take_out}: ${o.card}, ${n[o.side]}, ${e.name}`}
        @click=${()=>t.send({do:"file",question:s.question,card:o.card,condition:e.condition,side:o.side,on:!1})}
      >${ne[o.side]} ${o.card} ×</button>`)}
    ${i?Re.map(o=>c`<button
              type="button"
              class="rl-drop"
              aria-label=${`${i} ${n[o]}: ${e.name}`}
              @click=${()=>l(i,o)}
              @dragover=${d=>d.preventDefault()}
              @drop=${d=>{d.preventDefault(),l(d.dataTransfer.getData("text/plain")||i,o)}}
            >${ne[o]} ${n[o]}</button>`):p}
    ${a?c`<p class="rl-definition">${e.statement}</p>`:p}
  </li>`}function U(t,e,s=t.local.get("taken")){t.local.set("taken",e),t.redraw(),!e&&s&&t.focus(t.id(`card-${s}`))}function it(t,e){let s=t.local.get("taken")===e.card;return c`<li
    class=${`rl-card${e.filed.length?" rl-filed":""}${s?" rl-up":""}`}
    draggable="true"
    @dragstart=${n=>{n.dataTransfer.setData("text/plain",e.card),n.dataTransfer.effectAllowed="copy",setTimeout(()=>U(t,e.card),0)}}
    @dragend=${()=>t.local.get("taken")===e.card&&U(t,null)}
  >
    <button
      type="button"
      id=${t.id(`card-${e.card}`)}
      class="rl-card-text"
      aria-pressed=${String(s)}
      @click=${()=>U(t,s?null:e.card)}
    ><b>${e.card}</b> ${e.text} <small>${e.place}</small></button>
    ${e.filed.length?c`<p class="rl-under">${e.filed.map(n=>c`<span>${ne[n.side]} ${n.name}</span> `)}</p>`:p}
    ${s?rt(t,e):p}
  </li>`}function rt(t,e){let{view:s,words:n}=t;return c`<select aria-label=${`${n.file_under}: ${e.card}`} @change=${i=>{let[r,a]=i.target.value.split("|");r&&t.send({do:"file",question:s.question,card:e.card,condition:r,side:a}),U(t,null,e.card)}}><option value="">${n.file_under} …</option>
    ${s.rows.map(i=>c`<optgroup label=${i.name}>${i.conditions.flatMap(r=>Re.map(a=>c`<option value=${`${r.condition}|${a}`}>${ne[a]} ${r.name}</option>`))}</optgroup>`)}</select>`}function Be(t,e,s,n,i,r){return c`<fieldset class="rl-choice"><legend class=${s?"":"rl-hidden"}>${s||t.view.prompt}</legend>
    ${n.map(a=>c`<label class=${a.id===i?"rl-on":""}><input
        type="radio"
        name=${t.id(e)}
        .checked=${N(a.id===i)}
        @change=${()=>r(a.id)}
      />${a.text}</label>`)}</fieldset>`}function qe(t){let{view:e}=t,s=e.question;return c`${I(t)}
    ${Be(t,"choice","",e.options,e.choice,n=>t.send({do:"answer",question:s,option:n}))}
    ${e.rows.length?Be(t,"row",e.rows_prompt,e.rows,e.row,n=>t.send({do:"decide",question:s,row:n})):p}
    ${H(t)}${C(t)}`}var ie="regiolab";var ue=Math.random().toString(36).slice(2,10);function Le(t,e,s=Date.now){let n=`${ie}:${e}:${ue}`,i=()=>{let a=[];for(let l=0;l<(t?t.length:0);l++){let o=t.key(l);o?.startsWith(`${ie}:${e}:`)&&o!==n&&a.push(o)}return a},r=a=>{try{let l=JSON.parse(t.getItem(a));return Array.isArray(l.actions)?l:null}catch{return null}};return{keep(a){try{return a.length?t.setItem(n,JSON.stringify({at:s(),actions:a})):t.removeItem(n),!0}catch{return!1}},left(){let a=[];for(let l of i()){let o=r(l);o&&s()-o.at>15e3&&a.push(...o.actions)}return a.sort((l,o)=>l.at-o.at)},drop(){for(let a of i()){let l=r(a);(!l||s()-l.at>15e3)&&t.removeItem(a)}}}}function Oe(){try{let t=globalThis.localStorage;return t.setItem(`${ie}:tried`,"1"),t.removeItem(`${ie}:tried`),t}catch{return}}var at=4e3,ot=1e3,lt=5,Ue=new Set(["set","flag","file","answer","decide","say","keep"]),dt=new Set(["dead","terminating","restarting","autorestarting"]);function xe(t,e=()=>ct(t)){globalThis.__regiolab_links??=new Map;let s=globalThis.__regiolab_links;return s.has(t)||s.set(t,e()),s.get(t)}function ct(t,{storage:e=Oe(),now:s=Date.now,timer:n=!0}={}){let i=Le(e,t,s),r=new Set,a=new Map,l=[],o=null,d=!1,h=e===void 0,u=0,g=0,$=()=>[...a.values()].filter(m=>Ue.has(m.message.do)),f=()=>{for(let m of r)m()},v=()=>{let m=[...l,...$()];!i.keep(m)&&m.length&&(h=!0)};function k(m){let b=m?.kernel;if(!b||b===o)return;o=b;let E=()=>{o===b&&(dt.has(b.status)||b.isDisposed)&&(d=!0),f()};b.statusChanged?.connect(E),b.connectionStatusChanged?.connect(E),b.disposed?.connect(E)}function x(){if(d||o?.isDisposed||o?.connectionStatus&&o.connectionStatus!=="connected")return"lost";if(!a.size)return"connected";let m=Math.min(...[...a.values()].map(E=>E.at)),b=s()-m>at;return o?.status==="busy"?b?"waiting":"sending":b?"lost":"sending"}function he(){g+=1,x()==="lost"&&o?.status!=="busy"&&a.size&&(d=!0),g%lt===0&&$().length+l.length&&v(),f()}return n&&setInterval(he,ot).unref?.(),{attach(m){k(m.widget_manager),d&&(l.push(...$()),a.clear(),d=!1,v(),f())},send(m,b){u+=1;let E=`${ue}-${u}`;a.set(E,{message:b,at:s()}),Ue.has(b.do)&&v(),k(m.widget_manager);try{d||m.send({...b,n:E})}catch{d=!0}f()},acknowledge(m){a.delete(m)&&(d=!1,v(),f())},offered:()=>[...l,...i.left()],drop(){l=[],i.drop(),v(),f()},state:x,tick:he,unsent:()=>$().length,refused:()=>h,subscribe(m){return r.add(m),()=>r.delete(m)}}}var $t={open:"○",begun:"◐",answered:"●",sealed:"■",read:"✓"};function je(t,e){return t?new Date(t).toLocaleTimeString(e,{hour:"2-digit",minute:"2-digit"}):""}function re(t){let{view:e,words:s,link:n}=t,i=String(n.unsent()),r=n.refused()?s.not_kept:s.kept,a=n.state();return a==="lost"?`${s.lost} ${i==="0"?"":`${G(s.unsent,{n:i})} ${r} `}${s.run_again}`:a==="waiting"?`${s.waiting} ${G(s.unsent,{n:i})}`:a==="sending"?s.sending:e.saved?G(e.saved_at?s.saved_at:s.not_yet,{time:je(e.saved_at,e.lang),folder:e.folder}):e.place}function Ve(t){let{view:e,words:s,link:n}=t,i=n.offered();return c`<div class="rl-line rl-title"><h2 tabindex="-1">${e.title}</h2>
      <span class=${`rl-state rl-${n.state()}`}>${re(t)}</span></div>
    ${e.about?c`<p class="rl-about">${e.about}</p>`:p}
    ${e.notices.map(r=>c`<p class="rl-notice">${r}</p>`)}
    ${i.length&&n.state()!=="lost"?ut(t,i):p}
    ${e.conflict?pt(t):p}
    <nav class="rl-line" aria-label=${s.pages}>
      ${_(t,"‹",{do:"go",page:e.page-1},{off:e.page===0,label:s.previous})}
      ${e.pages.map((r,a)=>_(t,`${r.label} ${$t[r.state]}`,{do:"go",page:a},{label:`${r.label}: ${r.name} (${r.said})`,title:`${r.name} (${r.said})`,current:a===e.page,class:a===e.page?"rl-on":void 0}))}
      ${_(t,"›",{do:"go",page:e.page+1},{off:e.page===e.pages.length-1,label:s.next})}
      <progress max=${e.of} value=${e.done} aria-label=${e.state}></progress>
      <span>${e.round} · ${e.state}</span>
      <span class="rl-gap"></span>
      ${_(t,`↶ ${s.undo}`,{do:"undo"})}
      ${e.seal?_(t,e.seal,{do:"submit"},{class:"rl-primary"}):p}
    </nav>
    ${e.asking?c`<p class="rl-notice" role="alertdialog" aria-label=${e.asking}>${e.asking}
          ${_(t,s.anyway,{do:"submit",anyway:!0})} ${_(t,s.back,{do:"dismiss"})}</p>`:p}
    <details class="rl-files"><summary>${s.files}</summary><div class="rl-line">
      <label>${s.pseudonym} <input type="text" maxlength="60" size="14" .value=${e.pseudonym}
        @change=${r=>t.send({do:"call",pseudonym:r.target.value})} /></label>
      ${_(t,s.download,{do:"download"})}
      <label class="rl-upload">${s.upload}<input type="file" accept=".json" @change=${async r=>{let[a]=r.target.files;a&&t.send({do:"upload",name:a.name,content:await a.text()}),r.target.value=""}} /></label></div></details>`}function ut(t,e){let{words:s,link:n,view:i}=t;return c`<p class="rl-notice">${G(s.offered,{n:e.length,time:je(e[0].at,i.lang)})}
    <button type="button" @click=${()=>{let r=e.map(a=>a.message);n.drop(),t.send({do:"replay",actions:r})}}>${s.take_over}</button>
    <button type="button" @click=${()=>n.drop()}>${s.leave}</button></p>`}function pt(t){let{view:e,words:s}=t;return c`<div class="rl-notice"><p>${e.conflict.says}</p>
    <ul>${e.conflict.questions.map(n=>c`<li>${n}</li>`)}</ul>
    ${_(t,s.these,{do:"settle",other:!1})} ${_(t,s.other,{do:"settle",other:!0})}</div>`}function ze(t){let{view:e}=t;return c`<h2 tabindex="-1">${e.heading}</h2>
    ${e.paragraphs.map(s=>c`<p>${s}</p>`)}
    ${e.again.length?c`<h3>${e.again_heading}</h3><ul class="rl-again">${e.again.map(s=>c`<li>${_(t,s.name,{do:"turn",page:s.page})} ${s.says}</li>`)}</ul>`:p}`}function We(t){let{view:e,words:s}=t;return c`${I(t)}
    <div class="rl-match">${y(e.items,n=>n.id,n=>c`<label><span>${n.text}</span><select
        @change=${i=>t.send({do:"answer",question:e.question,item:n.id,option:i.target.value})}
      ><option value="" ?selected=${!n.option} .selected=${!n.option}>${s.choose}</option>
        ${e.options.map(i=>c`<option value=${i.id} .selected=${i.id===n.option}>${i.text}</option>`)}</select></label>`)}</div>
    ${H(t)}${C(t)}`}function pe(t,e,s){let n=t.filter((i,r)=>r!==e);return[...n.slice(0,s),t[e],...n.slice(s)]}function Ge(t){let{view:e,words:s}=t,n=new Map(e.items.map(l=>[l.id,l.text])),i=l=>t.send({do:"answer",question:e.question,order:l}),r=(l,o,d,h,u)=>c`<button
    type="button"
    aria-label=${`${o}: ${n.get(d)}`}
    title=${o}
    aria-disabled=${String(h)}
    @click=${()=>h||i(u())}
  >${l}</button>`,a=e.order.length-1;return c`${I(t)}
    <div class="rl-columns">
      <section aria-label=${s.unplaced}><h3>${s.unplaced}</h3><div class="rl-unplaced">${y(e.items.filter(l=>!e.order.includes(l.id)),l=>l.id,l=>c`<button type="button" class="rl-item" aria-label=${`${s.place}: ${l.text}`}
          @click=${()=>i([...e.order,l.id])}>${l.text} →</button>`)}</div></section>
      <section aria-label=${s.placed}><h3>${s.placed}</h3><ol class="rl-order">${y(e.order,l=>l,(l,o)=>c`<li
          draggable="true"
          @dragstart=${d=>d.dataTransfer.setData("text/plain",String(o))}
          @dragover=${d=>d.preventDefault()}
          @drop=${d=>{d.preventDefault(),i(pe(e.order,Number(d.dataTransfer.getData("text/plain")),o))}}
        ><span>${n.get(l)}</span>${r("↑",s.up,l,o===0,()=>pe(e.order,o,o-1))}${r("↓",s.down,l,o===a,()=>pe(e.order,o,o+1))}${r("×",s.remove,l,!1,()=>e.order.filter(d=>d!==l))}</li>`)}</ol></section>
    </div>
    <p class="rl-rule-said">${e.formula}</p>
    ${H(t)}${C(t)}`}var ht={board:Pe,choice:qe,end:ze,head:Ve,match:We,order:Ge},Ke=0;function ft(t,e){let s=document.createElement("a");s.href=URL.createObjectURL(new Blob([e],{type:"application/json"})),s.download=t,s.click(),setTimeout(()=>URL.revokeObjectURL(s.href),1e4)}function gt(t){let{view:e,link:s,words:n}=t,i=e.kind!=="head"&&s.state()==="lost";return c`${i?c`<p class="rl-notice">${re(t)}</p>`:p}
    ${e.error?c`<p class="rl-notice">${e.error}</p>`:p}
    ${ht[e.kind](t)}
    ${e.kind==="head"?p:c`<span class="rl-hidden">${n.end_of_page}</span>`}`}function mt({model:t,el:e}){Ke+=1;let s=Ke,n=document.createElement("div");n.className="rl-panel";let i=document.createElement("p");i.className="rl-hidden",i.setAttribute("role","status");let r=document.createElement("div");n.append(i,r),e.append(n);let a=new Map,l=xe(t.get("view").link),o=!1,d={local:a,link:l,id:$=>`rl${s}-${$}`,active:()=>n.getRootNode().activeElement?.id??"",send($){o=!0,l.send(t,$)},redraw:()=>h(),focus($){n.querySelector(`#${CSS.escape($)}`)?.focus()}};function h(){let $=t.get("view");Object.assign(d,{view:$,words:$.words}),n.lang=$.lang;let f=r.contains(n.getRootNode().activeElement);Se(gt(d),r);let v=n.getRootNode().activeElement;o&&f&&(!v||v===document.body)&&r.querySelector("h2")?.focus();let k=[$.error,$.kind==="head"?re(d):$.announce].filter(Boolean).join(" ");i.textContent!==k&&(i.textContent=k)}n.addEventListener("keydown",$=>{$.stopPropagation();let f=$.target.matches("textarea, input[type=text]");($.ctrlKey||$.metaKey)&&$.key==="z"&&!f&&($.preventDefault(),d.send({do:"undo"}))});let u=$=>{$.ack&&l.acknowledge($.ack),$.download&&ft($.download,$.content),$.focus&&r.querySelector("h2")?.focus()};t.on("change:view",h),t.on("msg:custom",u);for(let $ of e.closest(".jp-OutputArea")?.querySelectorAll(".rl-run-again")??[]){let f=$.closest(".jp-OutputArea-child")??$;f.style.display="none"}l.attach(t);let g=l.subscribe(h);return h(),()=>{g(),t.off("change:view",h),t.off("msg:custom",u)}}var ms={render:mt};export{ms as default};
