// Made by `make front` from src/; sources c8bad7597afdcfe9249cb586ebcd0874c474d0c750d25f8e6382625a5838ebaf
/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var he=globalThis,He=t=>t,ee=he.trustedTypes,Me=ee?ee.createPolicy("lit-html",{createHTML:t=>t}):void 0,fe="$lit$",S=`lit$${Math.random().toFixed(9).slice(2)}$`,ge="?"+S,ut=`<${ge}>`,L=document,F=()=>L.createComment(""),Y=t=>t===null||typeof t!="object"&&typeof t!="function",me=Array.isArray,Le=t=>me(t)||typeof t?.[Symbol.iterator]=="function",pe=`[ 	
\f\r]`,K=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,qe=/-->/g,Ie=/>/g,D=RegExp(`>|${pe}(?:([^\\s"'>=/]+)(${pe}*=${pe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Re=/'/g,De=/"/g,Be=/^(?:script|style|textarea|title)$/i,ve=t=>(e,...s)=>({_$litType$:t,strings:e,values:s}),u=ve(1),Ut=ve(2),Vt=ve(3),A=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),Pe=new WeakMap,P=L.createTreeWalker(L,129);function Oe(t,e){if(!me(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Me!==void 0?Me.createHTML(e):e}var Ue=(t,e)=>{let s=t.length-1,n=[],i,r=e===2?"<svg>":e===3?"<math>":"",o=K;for(let c=0;c<s;c++){let a=t[c],d,g,l=-1,h=0;for(;h<a.length&&(o.lastIndex=h,g=o.exec(a),g!==null);)h=o.lastIndex,o===K?g[1]==="!--"?o=qe:g[1]!==void 0?o=Ie:g[2]!==void 0?(Be.test(g[2])&&(i=RegExp("</"+g[2],"g")),o=D):g[3]!==void 0&&(o=D):o===D?g[0]===">"?(o=i??K,l=-1):g[1]===void 0?l=-2:(l=o.lastIndex-g[2].length,d=g[1],o=g[3]===void 0?D:g[3]==='"'?De:Re):o===De||o===Re?o=D:o===qe||o===Ie?o=K:(o=D,i=void 0);let $=o===D&&t[c+1].startsWith("/>")?" ":"";r+=o===K?a+ut:l>=0?(n.push(d),a.slice(0,l)+fe+a.slice(l)+S+$):a+S+(l===-2?c:$)}return[Oe(t,r+(t[s]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),n]},J=class t{constructor({strings:e,_$litType$:s},n){let i;this.parts=[];let r=0,o=0,c=e.length-1,a=this.parts,[d,g]=Ue(e,s);if(this.el=t.createElement(d,n),P.currentNode=this.el.content,s===2||s===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(i=P.nextNode())!==null&&a.length<c;){if(i.nodeType===1){if(i.hasAttributes())for(let l of i.getAttributeNames())if(l.endsWith(fe)){let h=g[o++],$=i.getAttribute(l).split(S),v=/([.?@])?(.*)/.exec(h);a.push({type:1,index:r,name:v[2],strings:$,ctor:v[1]==="."?se:v[1]==="?"?ne:v[1]==="@"?ie:O}),i.removeAttribute(l)}else l.startsWith(S)&&(a.push({type:6,index:r}),i.removeAttribute(l));if(Be.test(i.tagName)){let l=i.textContent.split(S),h=l.length-1;if(h>0){i.textContent=ee?ee.emptyScript:"";for(let $=0;$<h;$++)i.append(l[$],F()),P.nextNode(),a.push({type:2,index:++r});i.append(l[h],F())}}}else if(i.nodeType===8)if(i.data===ge)a.push({type:2,index:r});else{let l=-1;for(;(l=i.data.indexOf(S,l+1))!==-1;)a.push({type:7,index:r}),l+=S.length-1}r++}}static createElement(e,s){let n=L.createElement("template");return n.innerHTML=e,n}};function B(t,e,s=t,n){if(e===A)return e;let i=n!==void 0?s._$Co?.[n]:s._$Cl,r=Y(e)?void 0:e._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(t),i._$AT(t,s,n)),n!==void 0?(s._$Co??=[])[n]=i:s._$Cl=i),i!==void 0&&(e=B(t,i._$AS(t,e.values),i,n)),e}var te=class{constructor(e,s){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:s},parts:n}=this._$AD,i=(e?.creationScope??L).importNode(s,!0);P.currentNode=i;let r=P.nextNode(),o=0,c=0,a=n[0];for(;a!==void 0;){if(o===a.index){let d;a.type===2?d=new j(r,r.nextSibling,this,e):a.type===1?d=new a.ctor(r,a.name,a.strings,this,e):a.type===6&&(d=new re(r,this,e)),this._$AV.push(d),a=n[++c]}o!==a?.index&&(r=P.nextNode(),o++)}return P.currentNode=L,i}p(e){let s=0;for(let n of this._$AV)n!==void 0&&(n.strings!==void 0?(n._$AI(e,n,s),s+=n.strings.length-2):n._$AI(e[s])),s++}},j=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,s,n,i){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=e,this._$AB=s,this._$AM=n,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,s=this._$AM;return s!==void 0&&e?.nodeType===11&&(e=s.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,s=this){e=B(this,e,s),Y(e)?e===p||e==null||e===""?(this._$AH!==p&&this._$AR(),this._$AH=p):e!==this._$AH&&e!==A&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Le(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==p&&Y(this._$AH)?this._$AA.nextSibling.data=e:this.T(L.createTextNode(e)),this._$AH=e}$(e){let{values:s,_$litType$:n}=e,i=typeof n=="number"?this._$AC(e):(n.el===void 0&&(n.el=J.createElement(Oe(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===i)this._$AH.p(s);else{let r=new te(i,this),o=r.u(this.options);r.p(s),this.T(o),this._$AH=r}}_$AC(e){let s=Pe.get(e.strings);return s===void 0&&Pe.set(e.strings,s=new J(e)),s}k(e){me(this._$AH)||(this._$AH=[],this._$AR());let s=this._$AH,n,i=0;for(let r of e)i===s.length?s.push(n=new t(this.O(F()),this.O(F()),this,this.options)):n=s[i],n._$AI(r),i++;i<s.length&&(this._$AR(n&&n._$AB.nextSibling,i),s.length=i)}_$AR(e=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);e!==this._$AB;){let n=He(e).nextSibling;He(e).remove(),e=n}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},O=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,s,n,i,r){this.type=1,this._$AH=p,this._$AN=void 0,this.element=e,this.name=s,this._$AM=i,this.options=r,n.length>2||n[0]!==""||n[1]!==""?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=p}_$AI(e,s=this,n,i){let r=this.strings,o=!1;if(r===void 0)e=B(this,e,s,0),o=!Y(e)||e!==this._$AH&&e!==A,o&&(this._$AH=e);else{let c=e,a,d;for(e=r[0],a=0;a<r.length-1;a++)d=B(this,c[n+a],s,a),d===A&&(d=this._$AH[a]),o||=!Y(d)||d!==this._$AH[a],d===p?e=p:e!==p&&(e+=(d??"")+r[a+1]),this._$AH[a]=d}o&&!i&&this.j(e)}j(e){e===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},se=class extends O{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===p?void 0:e}},ne=class extends O{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==p)}},ie=class extends O{constructor(e,s,n,i,r){super(e,s,n,i,r),this.type=5}_$AI(e,s=this){if((e=B(this,e,s,0)??p)===A)return;let n=this._$AH,i=e===p&&n!==p||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,r=e!==p&&(n===p||i);i&&this.element.removeEventListener(this.name,this,n),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},re=class{constructor(e,s,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=s,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){B(this,e)}},Ve={M:fe,P:S,A:ge,C:1,L:Ue,R:te,D:Le,V:B,I:j,H:O,N:ne,U:ie,B:se,F:re},$t=he.litHtmlPolyfillSupport;$t?.(J,j),(he.litHtmlVersions??=[]).push("3.3.3");var je=(t,e,s)=>{let n=s?.renderBefore??e,i=n._$litPart$;if(i===void 0){let r=s?.renderBefore??null;n._$litPart$=i=new j(e.insertBefore(F(),r),r,void 0,s??{})}return i._$AI(t),i};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var N={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},oe=t=>(...e)=>({_$litDirective$:t,values:e}),x=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,s,n){this._$Ct=e,this._$AM=s,this._$Ci=n}_$AS(e,s){return this.update(e,s)}update(e,s){return this.render(...s)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{I:pt}=Ve,xe=t=>t;var ze=t=>t.strings===void 0,We=()=>document.createComment(""),W=(t,e,s)=>{let n=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(s===void 0){let r=n.insertBefore(We(),i),o=n.insertBefore(We(),i);s=new pt(r,o,t,t.options)}else{let r=s._$AB.nextSibling,o=s._$AM,c=o!==t;if(c){let a;s._$AQ?.(t),s._$AM=t,s._$AP!==void 0&&(a=t._$AU)!==o._$AU&&s._$AP(a)}if(r!==i||c){let a=s._$AA;for(;a!==r;){let d=xe(a).nextSibling;xe(n).insertBefore(a,i),a=d}}}return s},E=(t,e,s=t)=>(t._$AI(e,s),t),ht={},ae=(t,e=ht)=>t._$AH=e,Ge=t=>t._$AH,le=t=>{t._$AR(),t._$AA.remove()};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var C=oe(class extends x{constructor(t){if(super(t),t.type!==N.PROPERTY&&t.type!==N.ATTRIBUTE&&t.type!==N.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!ze(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===A||e===p)return e;let s=t.element,n=t.name;if(t.type===N.PROPERTY){if(e===s[n])return A}else if(t.type===N.BOOLEAN_ATTRIBUTE){if(!!e===s.hasAttribute(n))return A}else if(t.type===N.ATTRIBUTE&&s.getAttribute(n)===e+"")return A;return ae(t),e}});/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Ke=(t,e,s)=>{let n=new Map;for(let i=e;i<=s;i++)n.set(t[i],i);return n},w=oe(class extends x{constructor(t){if(super(t),t.type!==N.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,s){let n;s===void 0?s=e:e!==void 0&&(n=e);let i=[],r=[],o=0;for(let c of t)i[o]=n?n(c,o):o,r[o]=s(c,o),o++;return{values:r,keys:i}}render(t,e,s){return this.dt(t,e,s).values}update(t,[e,s,n]){let i=Ge(t),{values:r,keys:o}=this.dt(e,s,n);if(!Array.isArray(i))return this.ut=o,r;let c=this.ut??=[],a=[],d,g,l=0,h=i.length-1,$=0,v=r.length-1;for(;l<=h&&$<=v;)if(i[l]===null)l++;else if(i[h]===null)h--;else if(c[l]===o[$])a[$]=E(i[l],r[$]),l++,$++;else if(c[h]===o[v])a[v]=E(i[h],r[v]),h--,v--;else if(c[l]===o[v])a[v]=E(i[l],r[v]),W(t,a[v+1],i[l]),l++,v--;else if(c[h]===o[$])a[$]=E(i[h],r[$]),W(t,i[l],i[h]),h--,$++;else if(d===void 0&&(d=Ke(o,$,v),g=Ke(c,l,h)),d.has(c[l]))if(d.has(c[h])){let _=g.get(o[$]),T=_!==void 0?i[_]:null;if(T===null){let G=W(t,i[l]);E(G,r[$]),a[$]=G}else a[$]=E(T,r[$]),W(t,i[l],T),i[_]=null;$++}else le(i[h]),h--;else le(i[l]),l++;for(;$<=v;){let _=W(t,a[v+1]);E(_,r[$]),a[$++]=_}for(;l<=h;){let _=i[l++];_!==null&&le(_)}return this.ut=o,ae(t,a),A}});var ft=500;function Q(t,e){return t.replace(/\{(\w+)\}/g,(s,n)=>n in e?e[n]:s)}function y(t,e,s,n={}){return u`<button
    type="button"
    class=${n.class??p}
    aria-label=${n.label??p}
    title=${n.title??p}
    aria-disabled=${n.off?"true":p}
    aria-pressed=${n.pressed===void 0?p:String(n.pressed)}
    aria-current=${n.current?"page":p}
    @click=${()=>n.off||t.send(s)}
  >${e}</button>`}function Fe(t,{id:e,value:s,label:n,message:i,rows:r=2}){let o=`timer:${e}`,c=d=>{clearTimeout(t.local.get(o)),t.local.delete(o),t.send(i(d.value))},a=t.active()===e||t.local.has(o);return u`<textarea
    id=${e}
    rows=${r}
    maxlength="4000"
    aria-label=${n}
    placeholder=${n}
    .value=${a?A:C(s)}
    @input=${d=>{clearTimeout(t.local.get(o));let g=d.target;t.local.set(o,setTimeout(()=>c(g),ft))}}
    @change=${d=>t.local.has(o)&&c(d.target)}
  ></textarea>`}function de(t,e,s,n){return u`<details
    ?open=${t.local.get(e)===!0}
    @toggle=${i=>t.local.set(e,i.target.open)}
  ><summary>${s}</summary>${n}</details>`}function H(t){let{view:e,words:s}=t,{steps:n,shown:i,mark:r,cost:o,comparison:c}=e.feedback;if(!n.length)return p;let a=t.id("feedback");return u`<section class="rl-feedback" aria-labelledby=${a}>
    <h3 id=${a}>${s.feedback}</h3>
    <div class="rl-line">
      ${n.map(d=>y(t,d.label,{do:"reveal",question:e.question,step:d.step},{off:d.opened||!d.ready,pressed:d.opened}))}
      ${o?u`<small>${o}</small>`:p}
    </div>
    ${r?u`<div class="rl-mark"><strong>${r.sum?`${r.sum} · `:""}${r.says}</strong>
          <ul>${r.criteria.map(d=>u`<li><b>${d.name} ${d.points}</b> ${d.says}</li>`)}</ul>
        </div>`:p}
    ${c?gt(t,c):p}
    ${[...i].reverse().map(d=>u`<div class="rl-said"><h4>${d.heading}</h4>${d.paragraphs.map(g=>u`<p>${g}</p>`)}</div>`)}
  </section>`}function gt(t,{columns:e,rows:s,cards:n}){let{words:i}=t;return u`<div class="rl-wide" tabindex="0" role="region" aria-label=${i.beside}>
      <table class="rl-beside">
        <thead><tr><th scope="col"></th><th scope="col">${e[0]}</th><th scope="col"><span class="rl-hidden">${i.sign}</span></th>
          ${e.slice(1).map(r=>u`<th scope="col">${r}</th>`)}</tr></thead>
        <tbody>${s.map(r=>u`<tr><th scope="row">${r.name}</th><td>${r.cells[0]}</td>
            <td class="rl-sign">${r.sign}</td>${r.cells.slice(1).map(o=>u`<td>${o}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    ${n.length?u`<h4>${i.your_cards}</h4><ul class="rl-cards-said">${n.map(r=>u`<li><span class="rl-sign">${r.sign}</span> <b>${r.card}</b> ${r.side} “${r.condition}”: ${r.says}
              ${r.comment?u`<small>${r.comment}</small>`:p}</li>`)}</ul>`:p}`}function M(t){let{view:e,words:s}=t;return u`
    ${(e.look??[]).map((n,i)=>de(t,`look:${i}`,n.title,u`<div class="rl-wide" .innerHTML=${n.html}></div>`))}
    <p class=${e.missing.length?"rl-missing":"rl-complete"}>${e.missing.length?`${s.missing} ${e.missing.join("; ")}`:`✓ ${s.complete}`}</p>
    ${e.frozen?u`<p class="rl-before">${e.frozen}</p>`:p}
    ${e.room?u`<p class="rl-room">${e.room}</p>`:p}`}function q(t){let{view:e,words:s}=t;return u`<h2 tabindex="-1">${e.heading} <small>${e.points}</small></h2>
    ${e.training?u`<p class="rl-training">${e.training}</p>`:p}
    <p class="rl-prompt">${e.prompt}</p>
    ${e.before?u`<p class="rl-before">${e.before} ${e.keep?y(t,s.keep,{do:"keep",question:e.question}):p}</p>`:p}`}var Ye=["for","against"],ce={for:"▲",against:"▽"};function Je(t){let{view:e,words:s}=t;return u`${q(t)}
    ${de(t,"rule",s.rule,u`<p class="rl-definition">${e.rule}</p>`)}
    <div class="rl-board" @keydown=${n=>n.key==="Escape"&&z(t,null)}>
      <section aria-label=${s.types}>
        <h3>${s.types}</h3>
        ${w(e.rows,n=>n.model,n=>mt(t,n))}
        ${e.warnings.map(n=>u`<p class="rl-warning">⚠ ${n}</p>`)}
        <div class="rl-why">
          <select
            aria-label=${s.sure}
            @change=${n=>t.send({do:"say",question:e.question,confidence:Number(n.target.value)})}
          >${[s.sure,...e.confidences].map((n,i)=>u`<option value=${i} .selected=${i===e.confidence}>${n}</option>`)}</select>
          ${Fe(t,{id:t.id("rationale"),value:t.link.typed(e.question)??e.rationale,label:s.rationale,message:n=>({do:"say",question:e.question,rationale:n})})}
        </div>
      </section>
      <section aria-label=${s.cards}>
        <h3>${s.cards} <small>${s.how_to_file}</small></h3>
        <ul class="rl-cards">${w(e.cards,n=>n.card,n=>At(t,n))}</ul>
      </section>
    </div>
    ${M(t)}${H(t)}`}function mt(t,e){let{view:s,words:n}=t,i=l=>t.send({do:"set",question:s.question,model:e.model,degree:l}),r=l=>t.send({do:"set",question:s.question,model:e.model,on:l}),o=`definition:${e.model}`,c=t.local.get(o)===!0,[a,d]=e.bar,g=l=>{let h="012".indexOf(l.key);l.key.length===1&&h>=0&&!e.residual&&(l.preventDefault(),i(e.degrees[h].value))};return u`<div class="rl-type" role="group" aria-label=${e.name}>
    <div class="rl-line" @keydown=${g}>
      <button type="button" class="rl-name" aria-expanded=${String(c)} @click=${()=>{t.local.set(o,!c),t.redraw()}}>${e.name} <span aria-hidden="true">?</span></button>
      <span class="rl-bar" role="img" aria-label=${`${n.shown_of} ${a}/${d}`}>${e.conditions.map((l,h)=>u`<i class=${h<a?"rl-full":""}></i>`)}</span>
      ${e.residual?bt(t,e,r):vt(t,e,i)}
    </div>
    ${c?u`<p class="rl-definition">${e.rule}</p>`:p}
    ${e.flags.length?u`<div class="rl-flags" role="group" aria-label=${`${n.flags}: ${e.name}`}>${e.flags.map(l=>u`<label><input type="checkbox" .checked=${C(l.on)} @change=${h=>t.send({do:"flag",question:s.question,model:e.model,flag:l.flag,on:h.target.checked})} />${l.label}</label>`)}</div>`:p}
    <ul class="rl-conditions">${w(e.conditions,l=>l.condition,l=>_t(t,l))}</ul>
  </div>`}function vt(t,e,s){return u`<span class="rl-degrees">${e.degrees.map(n=>u`<label class=${e.degree===n.value?"rl-on":""}><input
      type="radio"
      name=${t.id(e.model)}
      aria-label=${`${e.name}: ${n.label}`}
      .checked=${C(e.degree===n.value)}
      @change=${()=>s(n.value)}
    />${n.label}</label>`)}</span>`}function bt(t,e,s){return u`<span class="rl-degrees"><label class=${e.degree?"rl-on":""}><input
    type="checkbox"
    aria-label=${e.name}
    .checked=${C(e.degree==="given")}
    @change=${n=>s(n.target.checked)}
  />${t.words.given}</label></span>`}function _t(t,e){let{view:s,words:n}=t,i=t.local.get("taken"),r=`statement:${e.condition}`,o=t.local.get(r)===!0,c=(a,d)=>{t.send({do:"file",question:s.question,card:a,condition:e.condition,side:d}),t.local.set("told",!0),z(t,null,a)};return u`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(o)} @click=${()=>{t.local.set(r,!o),t.redraw()}}>${e.name}</button>
    ${w(e.filed,a=>a.card,a=>u`<button
        type="button"
        class=${`rl-chip rl-${a.side}`}
        title=${n.take_out}
        aria-label=${`${n.take_out}: ${a.card}, ${n[a.side]}, ${e.name}`}
        @click=${()=>t.send({do:"file",question:s.question,card:a.card,condition:e.condition,side:a.side,on:!1})}
      >${ce[a.side]} ${a.card} ×</button>`)}
    ${i?Ye.map(a=>u`<button
              type="button"
              class="rl-drop"
              aria-label=${`${i} ${n[a]}: ${e.name}`}
              @click=${()=>c(i,a)}
              @dragover=${d=>d.preventDefault()}
              @drop=${d=>{d.preventDefault(),c(d.dataTransfer.getData("text/plain")||i,a)}}
            >${ce[a]} ${n[a]}</button>`):p}
    ${o?u`<p class="rl-definition">${e.statement}</p>`:p}
  </li>`}function z(t,e,s=t.local.get("taken")){t.local.set("taken",e),t.redraw(),!e&&s&&t.focus(t.id(`card-${s}`))}function At(t,e){let s=t.local.get("taken")===e.card;return u`<li
    class=${`rl-card${e.filed.length?" rl-filed":""}${s?" rl-up":""}`}
    draggable="true"
    @dragstart=${n=>{n.dataTransfer.setData("text/plain",e.card),n.dataTransfer.effectAllowed="copy",setTimeout(()=>z(t,e.card),0)}}
    @dragend=${()=>t.local.get("taken")===e.card&&z(t,null)}
  >
    <button
      type="button"
      id=${t.id(`card-${e.card}`)}
      class="rl-card-text"
      aria-pressed=${String(s)}
      @click=${()=>z(t,s?null:e.card)}
    ><b>${e.card}</b> ${e.text} <small>${e.place}</small></button>
    ${e.filed.length?u`<p class="rl-under">${e.filed.map(n=>u`<span>${ce[n.side]} ${n.name}</span> `)}</p>`:p}
    ${s?yt(t,e):p}
  </li>`}function yt(t,e){let{view:s,words:n}=t;return u`<select aria-label=${`${n.file_under}: ${e.card}`} @change=${i=>{let[r,o]=i.target.value.split("|");r&&t.send({do:"file",question:s.question,card:e.card,condition:r,side:o}),z(t,null,e.card)}}><option value="">${n.file_under} …</option>
    ${s.rows.map(i=>u`<optgroup label=${i.name}>${i.conditions.flatMap(r=>Ye.map(o=>u`<option value=${`${r.condition}|${o}`}>${ce[o]} ${r.name}</option>`))}</optgroup>`)}</select>`}function Qe(t,e,s,n,i,r){return u`<fieldset class="rl-choice"><legend class=${s?"":"rl-hidden"}>${s||t.view.prompt}</legend>
    ${n.map(o=>u`<label class=${o.id===i?"rl-on":""}><input
        type="radio"
        name=${t.id(e)}
        .checked=${C(o.id===i)}
        @change=${()=>r(o.id)}
      />${o.text}</label>`)}</fieldset>`}function Xe(t){let{view:e}=t,s=e.question;return u`${q(t)}
    ${Qe(t,"choice","",e.options,e.choice,n=>t.send({do:"answer",question:s,option:n}))}
    ${e.rows.length?Qe(t,"row",e.rows_prompt,e.rows,e.row,n=>t.send({do:"decide",question:s,row:n})):p}
    ${M(t)}${H(t)}`}var be="regiolab";function Ze(t,e,{tag:s=_e(),now:n=Date.now,locks:i=kt()}={}){let r=`${be}:${e}:`,o=r+s,c=null;i?.request(o,()=>new Promise(()=>{})).catch(()=>{});let a=l=>{try{let h=JSON.parse(t.getItem(l));return Array.isArray(h.actions)?h:null}catch{return null}},d=(l,h)=>h?i?c!==null&&!c.has(l):n()-h.at>15e4:!0,g=()=>{let l=[];for(let h=0;h<(t?t.length:0);h++){let $=t.key(h);if(!$?.startsWith(r)||$===o)continue;let v=a($);d($,v)&&l.push([$,v])}return l};return{keep(l){try{return l.length?t.setItem(o,JSON.stringify({at:n(),actions:l})):t.removeItem(o),!0}catch{return!1}},left:()=>g().flatMap(([l,h])=>h?.actions??[]).sort((l,h)=>l.at-h.at),drop(){for(let[l]of g())t.removeItem(l)},async look(){if(i)try{c=new Set((await i.query()).held.map(l=>l.name))}catch{c=null}}}}function _e(){return Math.random().toString(36).slice(2,10)}function kt(){return globalThis.navigator?.locks}function et(){try{let t=globalThis.localStorage;return t.setItem(`${be}:tried`,"1"),t.removeItem(`${be}:tried`),t}catch{return}}var Ae=2500,wt=15e3,Tt=500,St=2e3,Nt=6e4,Et=5e3,Ct=new Set(["set","flag","file","answer","decide","say","keep","call"]),Ht=new Set(["dead","terminating","restarting","autorestarting"]);function ue(){return globalThis.__regiolab_links??=new Map,globalThis.__regiolab_links}function st(t,e,s=()=>Mt(t)){let n=`${t} ${e?.kernel?.id??""}`;return ue().has(n)||ue().set(n,s()),ue().get(n)}function tt(t,e){return[...ue().values()].filter(s=>s!==e&&s.id===t&&s.state()==="lost")}function Mt(t,{storage:e=et(),locks:s,now:n=Date.now,timer:i=!0}={}){let r=_e(),o=Ze(e,t,s===void 0?{tag:r,now:n}:{tag:r,now:n,locks:s}),c=new Set,a=new Set,d=new Map,g=[],l=[],h=null,$=!1,v=!1,_=!e,T=0,G=n(),ke=n(),we=n(),Te="",X=(f,{message:m,at:b})=>m.do==="replay"?m.actions.map(k=>({n:f,message:k,at:b})):Ct.has(m.do)?[{n:f,message:m,at:b}]:[],U=()=>[...g,...[...d].flatMap(([f,m])=>X(f,m))],I=()=>{Te=`${Z()} ${U().length} ${R.offered().length}`;for(let f of c)f()},V=()=>{we=n();let f=[...l,...U()];!o.keep(f)&&f.length&&(_=!0)};function Se(f){let m=f?.kernel;if(!m||m===h)return;h=m;let b=()=>{h===m&&(Ht.has(m.status)||m.isDisposed)&&($=v=!0),I()};m.statusChanged?.connect(b),m.connectionStatusChanged?.connect(b),m.disposed?.connect(b)}function Z(){if($||h?.isDisposed||h?.connectionStatus&&h.connectionStatus!=="connected")return"lost";if(!d.size)return"connected";let f=Math.min(...[...d.values()].map(k=>k.at)),m=n()-f,b=[...d.values()].every(k=>k.message.do==="ping");return m<Ae?b?"connected":"sending":h?.status?h.status==="busy"?"waiting":"lost":m<wt?"waiting":"lost"}function Ne(f,m){T+=1;let b=`${r}-${T}`,k={message:m,at:n(),sent:!1};d.set(b,k),X(b,k).length&&V(),Se(f.widget_manager);try{(!$||m.do==="ping")&&(f.send({...m,n:b}),k.sent=!0)}catch{$=!0}}function ct(f){for(let[m,b]of d){let k=Number(m.slice(r.length+1))<f;(!b.sent||k&&n()-b.at>=Ae)&&(l.push(...X(m,b)),d.delete(m))}}function Ee(){let f=[...a].at(-1);if(!(!f||v)){for(let[m,b]of d)if(b.message.do==="ping"){if(n()-b.at<Ae)return;d.delete(m)}Ne(f,{do:"ping"})}}function Ce(){let f=Z();f==="lost"&&d.size&&($=!0);let m=n()-ke<Nt&&globalThis.document?.visibilityState!=="hidden",b=n()-G>=St;m&&b&&(f==="lost"||f==="connected"&&h?.status!=="busy")&&Ee(),n()-we>Et&&(o.look(),V()),Te!==`${Z()} ${U().length} ${R.offered().length}`&&I()}let R={id:t,turning:!1,attach(f){a.add(f),Se(f.widget_manager),$&&(l.push(...U()),d.clear(),g=[],v=!1,V(),Ee()),o.look().then(I)},detach:f=>a.delete(f),send(f,m){Ne(f,m),I()},acknowledge({ack:f,saved:m=!0}){let b=d.get(f);G=n(),d.delete(f),l=l.filter(k=>k.n!==f),b&&m?g=[]:b&&g.push(...X(f,b)),!v&&f.startsWith(r)&&($=!1,ct(Number(f.slice(r.length+1)))),V(),I()},offered:()=>[...l,...o.left(),...tt(t,R).flatMap(f=>f.stranded())],stranded:()=>[...l,...U()],forget(){l=[],g=[],d.clear(),V(),I()},drop(){l=[],o.drop();for(let f of tt(t,R))f.forget();V(),I()},typed(f){return R.stranded().findLast(({message:b})=>b.question===f&&b.rationale!==void 0)?.message.rationale},touch(){ke=n()},state:Z,tick:Ce,unsent:()=>U().length,refused:()=>_,subscribe(f){return c.add(f),()=>c.delete(f)}};if(i){setInterval(Ce,Tt).unref?.();for(let f of["pointerdown","pointermove","keydown","visibilitychange"])globalThis.document?.addEventListener(f,R.touch,{passive:!0,capture:!0})}return R}var qt={open:"○",begun:"◐",answered:"●",sealed:"■",read:"✓"};function nt(t,e){return t?new Date(t).toLocaleTimeString(e,{hour:"2-digit",minute:"2-digit",hourCycle:"h23"}):""}function $e(t){let{view:e,words:s,link:n}=t,i=String(n.unsent()),r=n.refused()?s.not_kept:s.kept,o=n.state();return o==="lost"?`${s.lost} ${i==="0"?"":`${Q(s.unsent,{n:i})} ${r} `}${s.run_again}`:o==="waiting"?`${s.waiting} ${Q(s.unsent,{n:i})}`:o==="sending"?s.sending:e.saved?Q(e.saved_at?s.saved_at:s.not_yet,{time:nt(e.saved_at,e.lang),folder:e.folder}):e.place}function it(t){let{view:e,words:s,link:n}=t,i=n.offered();return u`<div class="rl-line rl-title"><h2 tabindex="-1">${e.title}</h2>
      <span class=${`rl-state rl-${n.state()}`}>${$e(t)}</span></div>
    ${e.about?u`<p class="rl-about">${e.about}</p>`:p}
    ${e.notices.map(r=>u`<p class="rl-notice">${r}</p>`)}
    ${i.length&&n.state()!=="lost"?It(t,i):p}
    ${e.conflict?Rt(t):p}
    <nav class="rl-line" aria-label=${s.pages}>
      ${y(t,"‹",{do:"go",page:e.page-1},{off:e.page===0,label:s.previous})}
      ${e.pages.map((r,o)=>y(t,`${r.label} ${qt[r.state]}`,{do:"go",page:o},{label:`${r.label}: ${r.name} (${r.said})`,title:`${r.name} (${r.said})`,current:o===e.page,class:o===e.page?"rl-on":void 0}))}
      ${y(t,"›",{do:"go",page:e.page+1},{off:e.page===e.pages.length-1,label:s.next})}
      <progress max=${e.of} value=${e.done} aria-label=${e.state}></progress>
      <span>${e.round} · ${e.state}</span>
      <span class="rl-gap"></span>
      ${y(t,`↶ ${s.undo}`,{do:"undo"})}
      ${e.seal?y(t,e.seal,{do:"submit"},{class:"rl-primary"}):p}
    </nav>
    ${e.asking?u`<p class="rl-notice" role="alertdialog" aria-label=${e.asking}>${e.asking}
          ${y(t,s.anyway,{do:"submit",anyway:!0})} ${y(t,s.back,{do:"dismiss"})}</p>`:p}
    <details class="rl-files"><summary>${s.files}</summary><div class="rl-line">
      <label>${s.pseudonym} <input type="text" maxlength="60" size="14" .value=${e.pseudonym}
        @change=${r=>t.send({do:"call",pseudonym:r.target.value})} /></label>
      ${y(t,s.download,{do:"download"})}
      <label class="rl-upload">${s.upload}<input type="file" accept=".json" @change=${async r=>{let[o]=r.target.files;o&&t.send({do:"upload",name:o.name,content:await o.text()}),r.target.value=""}} /></label></div></details>`}function It(t,e){let{words:s,link:n,view:i,local:r}=t,o=e.map(a=>a.message),c=JSON.stringify(o);return r.get("asked")!==c&&(r.set("asked",c),r.set("told",[]),queueMicrotask(()=>t.send({do:"tell",actions:o}))),u`<div class="rl-notice"><p>${Q(s.offered,{n:e.length,time:nt(e[0].at,i.lang)})}</p>
    <ul>${(r.get("told")??[]).map(a=>u`<li>${a}</li>`)}</ul>
    <button type="button" @click=${()=>{n.drop(),t.send({do:"replay",actions:o})}}>${s.take_over}</button>
    <button type="button" @click=${()=>n.drop()}>${s.leave}</button></div>`}function Rt(t){let{view:e,words:s}=t;return u`<div class="rl-notice"><p>${e.conflict.says}</p>
    <ul>${e.conflict.questions.map(n=>u`<li>${n}</li>`)}</ul>
    ${y(t,s.these,{do:"settle",other:!1})} ${y(t,s.other,{do:"settle",other:!0})}</div>`}function rt(t){let{view:e}=t;return u`<h2 tabindex="-1">${e.heading}</h2>
    ${e.paragraphs.map(s=>u`<p>${s}</p>`)}
    ${e.again.length?u`<h3>${e.again_heading}</h3><ul class="rl-again">${e.again.map(s=>u`<li><button type="button" @click=${()=>{t.link.turning=!0,t.send({do:"turn",page:s.page})}}>${s.name}</button> ${s.says}</li>`)}</ul>`:p}`}function ot(t){let{view:e,words:s}=t;return u`${q(t)}
    <div class="rl-match">${w(e.items,n=>n.id,n=>u`<label><span>${n.text}</span><select
        @change=${i=>t.send({do:"answer",question:e.question,item:n.id,option:i.target.value})}
      ><option value="" ?selected=${!n.option} .selected=${!n.option}>${s.choose}</option>
        ${e.options.map(i=>u`<option value=${i.id} .selected=${i.id===n.option}>${i.text}</option>`)}</select></label>`)}</div>
    ${M(t)}${H(t)}`}function ye(t,e,s){let n=t.filter((i,r)=>r!==e);return[...n.slice(0,s),t[e],...n.slice(s)]}function at(t){let{view:e,words:s}=t,n=new Map(e.items.map(c=>[c.id,c.text])),i=c=>t.send({do:"answer",question:e.question,order:c}),r=(c,a,d,g,l)=>u`<button
    type="button"
    aria-label=${`${a}: ${n.get(d)}`}
    title=${a}
    aria-disabled=${String(g)}
    @click=${()=>g||i(l())}
  >${c}</button>`,o=e.order.length-1;return u`${q(t)}
    <div class="rl-columns">
      <section aria-label=${s.unplaced}><h3>${s.unplaced}</h3><div class="rl-unplaced">${w(e.items.filter(c=>!e.order.includes(c.id)),c=>c.id,c=>u`<button type="button" class="rl-item" aria-label=${`${s.place}: ${c.text}`}
          @click=${()=>i([...e.order,c.id])}>${c.text} →</button>`)}</div></section>
      <section aria-label=${s.placed}><h3>${s.placed}</h3><ol class="rl-order">${w(e.order,c=>c,(c,a)=>u`<li
          draggable="true"
          @dragstart=${d=>d.dataTransfer.setData("text/plain",String(a))}
          @dragover=${d=>d.preventDefault()}
          @drop=${d=>{d.preventDefault(),i(ye(e.order,Number(d.dataTransfer.getData("text/plain")),a))}}
        ><span>${n.get(c)}</span>${r("↑",s.up,c,a===0,()=>ye(e.order,a,a-1))}${r("↓",s.down,c,a===o,()=>ye(e.order,a,a+1))}${r("×",s.remove,c,!1,()=>e.order.filter(d=>d!==c))}</li>`)}</ol></section>
    </div>
    <p class="rl-rule-said">${e.formula}</p>
    ${M(t)}${H(t)}`}var Dt={board:Je,choice:Xe,end:rt,head:it,match:ot,order:at},lt=0;function Pt(t,e){let s=document.createElement("a");s.href=URL.createObjectURL(new Blob([e],{type:"application/json"})),s.download=t,s.click(),setTimeout(()=>URL.revokeObjectURL(s.href),1e4)}function Lt(t){let{view:e,link:s,words:n}=t,i=e.kind==="head"?"":s.state();return u`${i==="lost"||i==="waiting"?u`<p class=${i==="lost"?"rl-notice":"rl-before"}>${$e(t)}</p>`:p}
    ${e.error?u`<p class="rl-notice">${e.error}</p>`:p}
    ${Dt[e.kind](t)}
    ${e.kind==="head"?p:u`<span class="rl-hidden">${n.end_of_page}</span>`}`}function dt(t,e,s=60){t.isConnected?e():s&&requestAnimationFrame(()=>dt(t,e,s-1))}function Bt(t){let{view:e,link:s}=t,n=["connected","sending"].includes(s.state())&&e.saved;return[e.error,e.asking,...e.notices,n?"":$e(t)]}function Ot({model:t,el:e}){lt+=1;let s=lt,n=document.createElement("div");n.className="rl-panel";let i=document.createElement("p");i.className="rl-hidden",i.setAttribute("role","status");let r=document.createElement("div");n.append(i,r),e.append(n);let o=new Map,c=st(t.get("view").link,t.widget_manager),a=!1,d={local:o,link:c,id:$=>`rl${s}-${$}`,active:()=>n.getRootNode().activeElement?.id??"",send($){a=!0,c.send(t,$)},redraw:()=>g(),focus($){n.querySelector(`#${CSS.escape($)}`)?.focus()}};function g(){let $=t.get("view");Object.assign(d,{view:$,words:$.words}),n.lang=$.lang;let v=r.contains(n.getRootNode().activeElement);je(Lt(d),r);let _=n.getRootNode().activeElement;a&&v&&(!_||_===document.body)&&r.querySelector("h2")?.focus();let T=($.kind==="head"?Bt(d):[$.error,$.announce]).filter(Boolean).join(" ");i.textContent!==T&&(i.textContent=T)}n.addEventListener("keydown",$=>{$.stopPropagation();let v=$.target.matches("textarea, input[type=text]");($.ctrlKey||$.metaKey)&&$.key==="z"&&!v&&($.preventDefault(),d.send({do:"undo"}))});let l=$=>{$.ack&&c.acknowledge($),$.told&&(o.set("told",$.told),g()),$.download&&Pt($.download,$.content)};t.on("change:view",g),t.on("msg:custom",l),c.attach(t);let h=c.subscribe(g);return g(),c.turning&&t.get("view").kind!=="head"&&(c.turning=!1,dt(n,()=>r.querySelector("h2")?.focus())),()=>{h(),c.detach(t),t.off("change:view",g),t.off("msg:custom",l)}}var Os={render:Ot};export{Os as default};
