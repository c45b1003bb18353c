// Made by `make front` from src/; sources ae6dd4522c7f245bf1b1f8b07c2ee4bf22f7b2532ad5a7876bfe66f802f56f75
/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var he=globalThis,Me=t=>t,Z=he.trustedTypes,qe=Z?Z.createPolicy("lit-html",{createHTML:t=>t}):void 0,fe="$lit$",S=`lit$${Math.random().toFixed(9).slice(2)}$`,ge="?"+S,ht=`<${ge}>`,B=document,F=()=>B.createComment(""),Y=t=>t===null||typeof t!="object"&&typeof t!="function",me=Array.isArray,Be=t=>me(t)||typeof t?.[Symbol.iterator]=="function",pe=`[ 	
\f\r]`,K=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ie=/-->/g,Re=/>/g,P=RegExp(`>|${pe}(?:([^\\s"'>=/]+)(${pe}*=${pe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),De=/'/g,Pe=/"/g,Oe=/^(?:script|style|textarea|title)$/i,ve=t=>(e,...s)=>({_$litType$:t,strings:e,values:s}),u=ve(1),Vt=ve(2),xt=ve(3),y=Symbol.for("lit-noChange"),$=Symbol.for("lit-nothing"),Le=new WeakMap,L=B.createTreeWalker(B,129);function Ue(t,e){if(!me(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return qe!==void 0?qe.createHTML(e):e}var je=(t,e)=>{let s=t.length-1,n=[],i,r=e===2?"<svg>":e===3?"<math>":"",a=K;for(let c=0;c<s;c++){let o=t[c],d,g,l=-1,p=0;for(;p<o.length&&(a.lastIndex=p,g=a.exec(o),g!==null);)p=a.lastIndex,a===K?g[1]==="!--"?a=Ie:g[1]!==void 0?a=Re:g[2]!==void 0?(Oe.test(g[2])&&(i=RegExp("</"+g[2],"g")),a=P):g[3]!==void 0&&(a=P):a===P?g[0]===">"?(a=i??K,l=-1):g[1]===void 0?l=-2:(l=a.lastIndex-g[2].length,d=g[1],a=g[3]===void 0?P:g[3]==='"'?Pe:De):a===Pe||a===De?a=P:a===Ie||a===Re?a=K:(a=P,i=void 0);let m=a===P&&t[c+1].startsWith("/>")?" ":"";r+=a===K?o+ht:l>=0?(n.push(d),o.slice(0,l)+fe+o.slice(l)+S+m):o+S+(l===-2?c:m)}return[Ue(t,r+(t[s]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),n]},J=class t{constructor({strings:e,_$litType$:s},n){let i;this.parts=[];let r=0,a=0,c=e.length-1,o=this.parts,[d,g]=je(e,s);if(this.el=t.createElement(d,n),L.currentNode=this.el.content,s===2||s===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(i=L.nextNode())!==null&&o.length<c;){if(i.nodeType===1){if(i.hasAttributes())for(let l of i.getAttributeNames())if(l.endsWith(fe)){let p=g[a++],m=i.getAttribute(l).split(S),h=/([.?@])?(.*)/.exec(p);o.push({type:1,index:r,name:h[2],strings:m,ctor:h[1]==="."?te:h[1]==="?"?se:h[1]==="@"?ne:U}),i.removeAttribute(l)}else l.startsWith(S)&&(o.push({type:6,index:r}),i.removeAttribute(l));if(Oe.test(i.tagName)){let l=i.textContent.split(S),p=l.length-1;if(p>0){i.textContent=Z?Z.emptyScript:"";for(let m=0;m<p;m++)i.append(l[m],F()),L.nextNode(),o.push({type:2,index:++r});i.append(l[p],F())}}}else if(i.nodeType===8)if(i.data===ge)o.push({type:2,index:r});else{let l=-1;for(;(l=i.data.indexOf(S,l+1))!==-1;)o.push({type:7,index:r}),l+=S.length-1}r++}}static createElement(e,s){let n=B.createElement("template");return n.innerHTML=e,n}};function O(t,e,s=t,n){if(e===y)return e;let i=n!==void 0?s._$Co?.[n]:s._$Cl,r=Y(e)?void 0:e._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(t),i._$AT(t,s,n)),n!==void 0?(s._$Co??=[])[n]=i:s._$Cl=i),i!==void 0&&(e=O(t,i._$AS(t,e.values),i,n)),e}var ee=class{constructor(e,s){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:s},parts:n}=this._$AD,i=(e?.creationScope??B).importNode(s,!0);L.currentNode=i;let r=L.nextNode(),a=0,c=0,o=n[0];for(;o!==void 0;){if(a===o.index){let d;o.type===2?d=new x(r,r.nextSibling,this,e):o.type===1?d=new o.ctor(r,o.name,o.strings,this,e):o.type===6&&(d=new ie(r,this,e)),this._$AV.push(d),o=n[++c]}a!==o?.index&&(r=L.nextNode(),a++)}return L.currentNode=B,i}p(e){let s=0;for(let n of this._$AV)n!==void 0&&(n.strings!==void 0?(n._$AI(e,n,s),s+=n.strings.length-2):n._$AI(e[s])),s++}},x=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,s,n,i){this.type=2,this._$AH=$,this._$AN=void 0,this._$AA=e,this._$AB=s,this._$AM=n,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,s=this._$AM;return s!==void 0&&e?.nodeType===11&&(e=s.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,s=this){e=O(this,e,s),Y(e)?e===$||e==null||e===""?(this._$AH!==$&&this._$AR(),this._$AH=$):e!==this._$AH&&e!==y&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Be(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==$&&Y(this._$AH)?this._$AA.nextSibling.data=e:this.T(B.createTextNode(e)),this._$AH=e}$(e){let{values:s,_$litType$:n}=e,i=typeof n=="number"?this._$AC(e):(n.el===void 0&&(n.el=J.createElement(Ue(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===i)this._$AH.p(s);else{let r=new ee(i,this),a=r.u(this.options);r.p(s),this.T(a),this._$AH=r}}_$AC(e){let s=Le.get(e.strings);return s===void 0&&Le.set(e.strings,s=new J(e)),s}k(e){me(this._$AH)||(this._$AH=[],this._$AR());let s=this._$AH,n,i=0;for(let r of e)i===s.length?s.push(n=new t(this.O(F()),this.O(F()),this,this.options)):n=s[i],n._$AI(r),i++;i<s.length&&(this._$AR(n&&n._$AB.nextSibling,i),s.length=i)}_$AR(e=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);e!==this._$AB;){let n=Me(e).nextSibling;Me(e).remove(),e=n}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},U=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,s,n,i,r){this.type=1,this._$AH=$,this._$AN=void 0,this.element=e,this.name=s,this._$AM=i,this.options=r,n.length>2||n[0]!==""||n[1]!==""?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=$}_$AI(e,s=this,n,i){let r=this.strings,a=!1;if(r===void 0)e=O(this,e,s,0),a=!Y(e)||e!==this._$AH&&e!==y,a&&(this._$AH=e);else{let c=e,o,d;for(e=r[0],o=0;o<r.length-1;o++)d=O(this,c[n+o],s,o),d===y&&(d=this._$AH[o]),a||=!Y(d)||d!==this._$AH[o],d===$?e=$:e!==$&&(e+=(d??"")+r[o+1]),this._$AH[o]=d}a&&!i&&this.j(e)}j(e){e===$?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},te=class extends U{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===$?void 0:e}},se=class extends U{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==$)}},ne=class extends U{constructor(e,s,n,i,r){super(e,s,n,i,r),this.type=5}_$AI(e,s=this){if((e=O(this,e,s,0)??$)===y)return;let n=this._$AH,i=e===$&&n!==$||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,r=e!==$&&(n===$||i);i&&this.element.removeEventListener(this.name,this,n),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ie=class{constructor(e,s,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=s,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){O(this,e)}},Ve={M:fe,P:S,A:ge,C:1,L:je,R:ee,D:Be,V:O,I:x,H:U,N:se,U:ne,B:te,F:ie},ft=he.litHtmlPolyfillSupport;ft?.(J,x),(he.litHtmlVersions??=[]).push("3.3.3");var xe=(t,e,s)=>{let n=s?.renderBefore??e,i=n._$litPart$;if(i===void 0){let r=s?.renderBefore??null;n._$litPart$=i=new x(e.insertBefore(F(),r),r,void 0,s??{})}return i._$AI(t),i};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var N={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},re=t=>(...e)=>({_$litDirective$:t,values:e}),W=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,s,n){this._$Ct=e,this._$AM=s,this._$Ci=n}_$AS(e,s){return this.update(e,s)}update(e,s){return this.render(...s)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{I:gt}=Ve,We=t=>t;var Ge=t=>t.strings===void 0,ze=()=>document.createComment(""),z=(t,e,s)=>{let n=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(s===void 0){let r=n.insertBefore(ze(),i),a=n.insertBefore(ze(),i);s=new gt(r,a,t,t.options)}else{let r=s._$AB.nextSibling,a=s._$AM,c=a!==t;if(c){let o;s._$AQ?.(t),s._$AM=t,s._$AP!==void 0&&(o=t._$AU)!==a._$AU&&s._$AP(o)}if(r!==i||c){let o=s._$AA;for(;o!==r;){let d=We(o).nextSibling;We(n).insertBefore(o,i),o=d}}}return s},C=(t,e,s=t)=>(t._$AI(e,s),t),mt={},ae=(t,e=mt)=>t._$AH=e,Ke=t=>t._$AH,oe=t=>{t._$AR(),t._$AA.remove()};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var H=re(class extends W{constructor(t){if(super(t),t.type!==N.PROPERTY&&t.type!==N.ATTRIBUTE&&t.type!==N.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Ge(t))throw Error("`live` bindings can only contain a single expression")}render(t){return t}update(t,[e]){if(e===y||e===$)return e;let s=t.element,n=t.name;if(t.type===N.PROPERTY){if(e===s[n])return y}else if(t.type===N.BOOLEAN_ATTRIBUTE){if(!!e===s.hasAttribute(n))return y}else if(t.type===N.ATTRIBUTE&&s.getAttribute(n)===e+"")return y;return ae(t),e}});/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Fe=(t,e,s)=>{let n=new Map;for(let i=e;i<=s;i++)n.set(t[i],i);return n},w=re(class extends W{constructor(t){if(super(t),t.type!==N.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,s){let n;s===void 0?s=e:e!==void 0&&(n=e);let i=[],r=[],a=0;for(let c of t)i[a]=n?n(c,a):a,r[a]=s(c,a),a++;return{values:r,keys:i}}render(t,e,s){return this.dt(t,e,s).values}update(t,[e,s,n]){let i=Ke(t),{values:r,keys:a}=this.dt(e,s,n);if(!Array.isArray(i))return this.ut=a,r;let c=this.ut??=[],o=[],d,g,l=0,p=i.length-1,m=0,h=r.length-1;for(;l<=p&&m<=h;)if(i[l]===null)l++;else if(i[p]===null)p--;else if(c[l]===a[m])o[m]=C(i[l],r[m]),l++,m++;else if(c[p]===a[h])o[h]=C(i[p],r[h]),p--,h--;else if(c[l]===a[h])o[h]=C(i[l],r[h]),z(t,o[h+1],i[l]),l++,h--;else if(c[p]===a[m])o[m]=C(i[p],r[m]),z(t,i[l],i[p]),p--,m++;else if(d===void 0&&(d=Fe(a,m,h),g=Fe(c,l,p)),d.has(c[l]))if(d.has(c[p])){let _=g.get(a[m]),T=_!==void 0?i[_]:null;if(T===null){let E=z(t,i[l]);C(E,r[m]),o[m]=E}else o[m]=C(T,r[m]),z(t,i[l],T),i[_]=null;m++}else oe(i[p]),p--;else oe(i[l]),l++;for(;m<=h;){let _=z(t,o[h+1]);C(_,r[m]),o[m++]=_}for(;l<=p;){let _=i[l++];_!==null&&oe(_)}return this.ut=a,ae(t,o),y}});var vt=500;function Q(t,e){return t.replace(/\{(\w+)\}/g,(s,n)=>n in e?e[n]:s)}function k(t,e,s,n={}){return u`<button
    type="button"
    class=${n.class??$}
    aria-label=${n.label??$}
    title=${n.title??$}
    aria-disabled=${n.off?"true":$}
    aria-pressed=${n.pressed===void 0?$:String(n.pressed)}
    aria-current=${n.current?"page":$}
    @click=${()=>n.off||t.send(s)}
  >${e}</button>`}function Ye(t,{id:e,value:s,label:n,message:i,rows:r=2}){let a=`timer:${e}`,c=d=>{clearTimeout(t.local.get(a)),t.local.delete(a),t.send(i(d.value))},o=t.active()===e||t.local.has(a);return u`<textarea
    id=${e}
    rows=${r}
    maxlength="4000"
    aria-label=${n}
    placeholder=${n}
    .value=${o?y:H(s)}
    @input=${d=>{clearTimeout(t.local.get(a));let g=d.target;t.local.set(a,setTimeout(()=>c(g),vt))}}
    @change=${d=>t.local.has(a)&&c(d.target)}
  ></textarea>`}function le(t,e,s,n){return u`<details
    ?open=${t.local.get(e)===!0}
    @toggle=${i=>t.local.set(e,i.target.open)}
  ><summary>${s}</summary>${n}</details>`}function M(t){let{view:e,words:s}=t,{steps:n,shown:i,mark:r,cost:a,comparison:c}=e.feedback;if(!n.length)return $;let o=t.id("feedback");return u`<section class="rl-feedback" aria-labelledby=${o}>
    <h3 id=${o}>${s.feedback}</h3>
    <div class="rl-line">
      ${n.map(d=>k(t,d.label,{do:"reveal",question:e.question,step:d.step},{off:d.opened||!d.ready,pressed:d.opened}))}
      ${a?u`<small>${a}</small>`:$}
    </div>
    ${r?u`<div class="rl-mark"><strong>${r.sum?`${r.sum} · `:""}${r.says}</strong>
          <ul>${r.criteria.map(d=>u`<li><b>${d.name} ${d.points}</b> ${d.says}</li>`)}</ul>
        </div>`:$}
    ${c?bt(t,c):$}
    ${[...i].reverse().map(d=>u`<div class="rl-said"><h4>${d.heading}</h4>${d.paragraphs.map(g=>u`<p>${g}</p>`)}</div>`)}
  </section>`}function bt(t,{columns:e,rows:s,cards:n}){let{words:i}=t;return u`<div class="rl-wide" tabindex="0" role="region" aria-label=${i.beside}>
      <table class="rl-beside">
        <thead><tr><th scope="col"></th><th scope="col">${e[0]}</th><th scope="col"><span class="rl-hidden">${i.sign}</span></th>
          ${e.slice(1).map(r=>u`<th scope="col">${r}</th>`)}</tr></thead>
        <tbody>${s.map(r=>u`<tr><th scope="row">${r.name}</th><td>${r.cells[0]}</td>
            <td class="rl-sign">${r.sign}</td>${r.cells.slice(1).map(a=>u`<td>${a}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
    ${n.length?u`<h4>${i.your_cards}</h4><ul class="rl-cards-said">${n.map(r=>u`<li><span class="rl-sign">${r.sign}</span> <b>${r.card}</b> ${r.side} “${r.condition}”: ${r.says}
              ${r.comment?u`<small>${r.comment}</small>`:$}</li>`)}</ul>`:$}`}function q(t){let{view:e,words:s}=t;return u`
    ${(e.look??[]).map((n,i)=>le(t,`look:${i}`,n.title,u`<div class="rl-wide" .innerHTML=${n.html}></div>`))}
    <p class=${e.missing.length?"rl-missing":"rl-complete"}>${e.missing.length?`${s.missing} ${e.missing.join("; ")}`:`✓ ${s.complete}`}</p>
    ${e.frozen?u`<p class="rl-before">${e.frozen}</p>`:$}
    ${e.room?u`<p class="rl-room">${e.room}</p>`:$}`}function I(t){let{view:e,words:s}=t;return u`<h2 tabindex="-1">${e.heading} <small>${e.points}</small></h2>
    ${e.training?u`<p class="rl-training">${e.training}</p>`:$}
    <p class="rl-prompt">${e.prompt}</p>
    ${e.before?u`<p class="rl-before">${e.before} ${e.keep?k(t,s.keep,{do:"keep",question:e.question}):$}</p>`:$}`}var Je=["for","against"],de={for:"▲",against:"▽"};function Qe(t){let{view:e,words:s}=t;return u`${I(t)}
    ${le(t,"rule",s.rule,u`<p class="rl-definition">${e.rule}</p>`)}
    <div class="rl-board" @keydown=${n=>n.key==="Escape"&&G(t,null)}>
      <section aria-label=${s.types}>
        <h3>${s.types}</h3>
        ${w(e.rows,n=>n.model,n=>_t(t,n))}
        ${e.warnings.map(n=>u`<p class="rl-warning">⚠ ${n}</p>`)}
        <div class="rl-why">
          <select
            aria-label=${s.sure}
            @change=${n=>t.send({do:"say",question:e.question,confidence:Number(n.target.value)})}
          >${[s.sure,...e.confidences].map((n,i)=>u`<option value=${i} .selected=${i===e.confidence}>${n}</option>`)}</select>
          ${Ye(t,{id:t.id("rationale"),value:t.link.typed(e.question)??e.rationale,label:s.rationale,message:n=>({do:"say",question:e.question,rationale:n})})}
        </div>
      </section>
      <section aria-label=${s.cards}>
        <h3>${s.cards} <small>${s.how_to_file}</small></h3>
        <ul class="rl-cards">${w(e.cards,n=>n.card,n=>wt(t,n))}</ul>
      </section>
    </div>
    ${q(t)}${M(t)}`}function _t(t,e){let{view:s,words:n}=t,i=l=>t.send({do:"set",question:s.question,model:e.model,degree:l}),r=l=>t.send({do:"set",question:s.question,model:e.model,on:l}),a=`definition:${e.model}`,c=t.local.get(a)===!0,[o,d]=e.bar,g=l=>{let p="012".indexOf(l.key);l.key.length===1&&p>=0&&!e.residual&&(l.preventDefault(),i(e.degrees[p].value))};return u`<div class="rl-type" role="group" aria-label=${e.name}>
    <div class="rl-line" @keydown=${g}>
      <button type="button" class="rl-name" aria-expanded=${String(c)} @click=${()=>{t.local.set(a,!c),t.redraw()}}>${e.name} <span aria-hidden="true">?</span></button>
      <span class="rl-bar" role="img" aria-label=${`${n.shown_of} ${o}/${d}`}>${e.conditions.map((l,p)=>u`<i class=${p<o?"rl-full":""}></i>`)}</span>
      ${e.residual?yt(t,e,r):At(t,e,i)}
    </div>
    ${c?u`<p class="rl-definition">${e.rule}</p>`:$}
    ${e.flags.length?u`<div class="rl-flags" role="group" aria-label=${`${n.flags}: ${e.name}`}>${e.flags.map(l=>u`<label><input type="checkbox" .checked=${H(l.on)} @change=${p=>t.send({do:"flag",question:s.question,model:e.model,flag:l.flag,on:p.target.checked})} />${l.label}</label>`)}</div>`:$}
    <ul class="rl-conditions">${w(e.conditions,l=>l.condition,l=>kt(t,l))}</ul>
  </div>`}function At(t,e,s){return u`<span class="rl-degrees">${e.degrees.map(n=>u`<label class=${e.degree===n.value?"rl-on":""}><input
      type="radio"
      name=${t.id(e.model)}
      aria-label=${`${e.name}: ${n.label}`}
      .checked=${H(e.degree===n.value)}
      @change=${()=>s(n.value)}
    />${n.label}</label>`)}</span>`}function yt(t,e,s){return u`<span class="rl-degrees"><label class=${e.degree?"rl-on":""}><input
    type="checkbox"
    aria-label=${e.name}
    .checked=${H(e.degree==="given")}
    @change=${n=>s(n.target.checked)}
  />${t.words.given}</label></span>`}function kt(t,e){let{view:s,words:n}=t,i=t.local.get("taken"),r=`statement:${e.condition}`,a=t.local.get(r)===!0,c=(o,d)=>{t.send({do:"file",question:s.question,card:o,condition:e.condition,side:d}),t.local.set("told",!0),G(t,null,o)};return u`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(a)} @click=${()=>{t.local.set(r,!a),t.redraw()}}>${e.name}</button>
    ${w(e.filed,o=>o.card,o=>u`<button
        type="button"
        class=${`rl-chip rl-${o.side}`}
        title=${n.take_out}
        aria-label=${`${n.take_out}: ${o.card}, ${n[o.side]}, ${e.name}`}
        @click=${()=>t.send({do:"file",question:s.question,card:o.card,condition:e.condition,side:o.side,on:!1})}
      >${de[o.side]} ${o.card} ×</button>`)}
    ${i?u`<span class="rl-drops">${Je.map(o=>u`<button
              type="button"
              class="rl-drop"
              aria-label=${`${i} ${n[o]}: ${e.name}`}
              @click=${()=>c(i,o)}
              @dragover=${d=>d.preventDefault()}
              @drop=${d=>{d.preventDefault(),c(d.dataTransfer.getData("text/plain")||i,o)}}
            >${de[o]} ${n[o]}</button>`)}</span>`:$}
    ${a?u`<p class="rl-definition">${e.statement}</p>`:$}
  </li>`}function G(t,e,s=t.local.get("taken")){t.local.set("taken",e),t.redraw(),!e&&s&&t.focus(t.id(`card-${s}`))}function wt(t,e){let s=t.local.get("taken")===e.card;return u`<li
    class=${`rl-card${e.filed.length?" rl-filed":""}${s?" rl-up":""}`}
    draggable="true"
    @dragstart=${n=>{n.dataTransfer.setData("text/plain",e.card),n.dataTransfer.effectAllowed="copy",setTimeout(()=>G(t,e.card),0)}}
    @dragend=${()=>t.local.get("taken")===e.card&&G(t,null)}
  >
    <button
      type="button"
      id=${t.id(`card-${e.card}`)}
      class="rl-card-text"
      aria-pressed=${String(s)}
      @click=${()=>G(t,s?null:e.card)}
    ><b>${e.card}</b> ${e.text} <small>${e.place}</small></button>
    ${e.filed.length?u`<p class="rl-under">${e.filed.map(n=>u`<span>${de[n.side]} ${n.name}</span> `)}</p>`:$}
    ${s?Tt(t,e):$}
  </li>`}function Tt(t,e){let{view:s,words:n}=t;return u`<select aria-label=${`${n.file_under}: ${e.card}`} @change=${i=>{let[r,a]=i.target.value.split("|");r&&t.send({do:"file",question:s.question,card:e.card,condition:r,side:a}),G(t,null,e.card)}}><option value="">${n.file_under} …</option>
    ${s.rows.map(i=>u`<optgroup label=${i.name}>${i.conditions.flatMap(r=>Je.map(a=>u`<option value=${`${r.condition}|${a}`}>${de[a]} ${r.name}</option>`))}</optgroup>`)}</select>`}function Xe(t,e,s,n,i,r){return u`<fieldset class="rl-choice"><legend class=${s?"":"rl-hidden"}>${s||t.view.prompt}</legend>
    ${n.map(a=>u`<label class=${a.id===i?"rl-on":""}><input
        type="radio"
        name=${t.id(e)}
        .checked=${H(a.id===i)}
        @change=${()=>r(a.id)}
      />${a.text}</label>`)}</fieldset>`}function Ze(t){let{view:e}=t,s=e.question;return u`${I(t)}
    ${Xe(t,"choice","",e.options,e.choice,n=>t.send({do:"answer",question:s,option:n}))}
    ${e.rows.length?Xe(t,"row",e.rows_prompt,e.rows,e.row,n=>t.send({do:"decide",question:s,row:n})):$}
    ${q(t)}${M(t)}`}var be="regiolab";function et(t,e,{tag:s=_e(),now:n=Date.now,locks:i=St()}={}){let r=`${be}:${e}:`,a=r+s,c=null;i?.request(a,()=>new Promise(()=>{})).catch(()=>{});let o=l=>{try{let p=JSON.parse(t.getItem(l));return Array.isArray(p.actions)?p:null}catch{return null}},d=(l,p)=>p?i?c!==null&&!c.has(l):n()-p.at>15e4:!0,g=()=>{let l=[];for(let p=0;p<(t?t.length:0);p++){let m=t.key(p);if(!m?.startsWith(r)||m===a)continue;let h=o(m);d(m,h)&&l.push([m,h])}return l};return{keep(l){try{return l.length?t.setItem(a,JSON.stringify({at:n(),actions:l})):t.removeItem(a),!0}catch{return!1}},left:()=>g().flatMap(([l,p])=>p?.actions??[]).sort((l,p)=>l.at-p.at),drop(){for(let[l]of g())t.removeItem(l)},async look(){if(i)try{c=new Set((await i.query()).held.map(l=>l.name))}catch{c=null}}}}function _e(){return Math.random().toString(36).slice(2,10)}function St(){return globalThis.navigator?.locks}function tt(){try{let t=globalThis.localStorage;return t.setItem(`${be}:tried`,"1"),t.removeItem(`${be}:tried`),t}catch{return}}var Ae=2500,Nt=15e3,Et=250,Ct=1500,Ht=6e4,Mt=5e3,qt=new Set(["set","flag","file","answer","decide","say","keep","call"]),It=new Set(["dead","terminating","restarting","autorestarting"]);function ce(){return globalThis.__regiolab_links??=new Map,globalThis.__regiolab_links}function nt(t,e,s=()=>Rt(t)){let n=`${t} ${e?.kernel?.id??""}`;return ce().has(n)||ce().set(n,s()),ce().get(n)}function st(t,e){return[...ce().values()].filter(s=>s!==e&&s.id===t&&s.state()==="lost")}function Rt(t,{storage:e=tt(),locks:s,now:n=Date.now,timer:i=!0}={}){let r=_e(),a=et(e,t,s===void 0?{tag:r,now:n}:{tag:r,now:n,locks:s}),c=new Set,o=new Set,d=new Map,g=[],l=[],p=null,m=!1,h=!1,_=!e,T=0,E=n(),ke=n(),we=n(),Te="",Se=(f,{message:v,at:b})=>v.do==="replay"?v.actions.map(A=>({n:f,message:A,at:b})):qt.has(v.do)?[{n:f,message:v,at:b}]:[],$e=(f,v,b)=>b.message.do==="undo"?f.slice(0,-1):[...f,...Se(v,b)],j=()=>[...d].reduce((f,[v,b])=>$e(f,v,b),g),R=()=>{Te=`${X()} ${j().length} ${D.offered().length}`;for(let f of c)f()},V=()=>{we=n();let f=[...l,...j()];!a.keep(f)&&f.length&&(_=!0)};function Ne(f){let v=f?.kernel;if(!v||v===p)return;p=v;let b=()=>{p===v&&(It.has(v.status)||v.isDisposed)&&(m=h=!0),R()};v.statusChanged?.connect(b),v.connectionStatusChanged?.connect(b),v.disposed?.connect(b)}function X(){if(m||p?.isDisposed||p?.connectionStatus&&p.connectionStatus!=="connected")return"lost";if(!d.size)return"connected";let f=Math.min(...[...d.values()].map(A=>A.at)),v=n()-f,b=[...d.values()].every(A=>A.message.do==="ping");return v<Ae?b?"connected":"sending":p?.status?p.status==="busy"?"waiting":"lost":v<Nt?"waiting":"lost"}function Ee(f,v){T+=1;let b=`${r}-${T}`,A={message:v,at:n(),sent:!1};d.set(b,A),(v.do==="undo"||Se(b,A).length)&&V(),Ne(f.widget_manager);try{(!m||v.do==="ping")&&(f.send({...v,n:b}),A.sent=!0)}catch{m=!0}}function $t(f){let v=[];for(let[b,A]of d){let pt=Number(b.slice(r.length+1))<f;(!A.sent||pt&&n()-A.at>=Ae)&&(v=$e(v,b,A),d.delete(b))}l.push(...v)}function Ce(){let f=[...o].at(-1);if(!(!f||h)){for(let[v,b]of d)if(b.message.do==="ping"){if(n()-b.at<Ae)return;d.delete(v)}Ee(f,{do:"ping"})}}function He(){let f=X();f==="lost"&&d.size&&(m=!0);let v=n()-ke<Ht&&globalThis.document?.visibilityState!=="hidden",b=n()-E>=Ct;v&&b&&(f==="lost"||f==="connected"&&p?.status!=="busy")&&Ce(),n()-we>Mt&&(a.look(),V()),Te!==`${X()} ${j().length} ${D.offered().length}`&&R()}let D={id:t,turning:!1,attach(f){o.add(f),Ne(f.widget_manager),m&&(l.push(...j()),d.clear(),g=[],h=!1,V(),Ce()),a.look().then(R)},detach:f=>o.delete(f),send(f,v){Ee(f,v),R()},acknowledge({ack:f,saved:v=!0}){let b=d.get(f);E=n(),d.delete(f),l=l.filter(A=>A.n!==f),b&&v?g=[]:b&&(g=$e(g,f,b)),!h&&f.startsWith(r)&&(m=!1,$t(Number(f.slice(r.length+1)))),V(),R()},offered:()=>[...l,...a.left(),...st(t,D).flatMap(f=>f.stranded())],stranded:()=>[...l,...j()],forget(){l=[],g=[],d.clear(),V(),R()},drop(){l=[],a.drop();for(let f of st(t,D))f.forget();V(),R()},typed(f){return D.stranded().findLast(({message:b})=>b.question===f&&b.rationale!==void 0)?.message.rationale},touch(){ke=n()},state:X,tick:He,unsent:()=>j().length,refused:()=>_,subscribe(f){return c.add(f),()=>c.delete(f)}};if(i){setInterval(He,Et).unref?.();for(let f of["pointerdown","pointermove","keydown","visibilitychange"])globalThis.document?.addEventListener(f,D.touch,{passive:!0,capture:!0})}return D}var it={open:"○",begun:"◐",answered:"●",sealed:"■",read:"✓"};function rt(t,e){return t?new Date(t).toLocaleTimeString(e,{hour:"2-digit",minute:"2-digit",hourCycle:"h23"}):""}function ue(t){let{view:e,words:s,link:n}=t,i=String(n.unsent()),r=n.refused()?s.not_kept:s.kept,a=n.state();return a==="lost"?`${s.lost} ${i==="0"?"":`${Q(s.unsent,{n:i})} ${r} `}${s.run_again}`:a==="waiting"?`${s.waiting} ${Q(s.unsent,{n:i})}`:a==="sending"?s.sending:e.saved?Q(e.saved_at?s.saved_at:s.not_yet,{time:rt(e.saved_at,e.lang),folder:e.folder}):e.place}function at(t){let{view:e,words:s,link:n}=t,i=n.offered();return u`<div class="rl-line rl-title"><h2 tabindex="-1">${e.title}</h2>
      <span class=${`rl-state rl-${n.state()}`}>${ue(t)}</span></div>
    ${e.about?u`<p class="rl-about">${e.about}</p>`:$}
    ${e.notices.map(r=>u`<p class="rl-notice">${r}</p>`)}
    ${i.length&&n.state()!=="lost"?Dt(t,i):$}
    ${e.conflict?Pt(t):$}
    <nav class="rl-line" aria-label=${s.pages}>
      ${k(t,"‹",{do:"go",page:e.page-1},{off:e.page===0,label:s.previous})}
      ${e.pages.map((r,a)=>k(t,`${r.label} ${it[r.state]}`,{do:"go",page:a},{label:`${r.label}: ${r.name} (${r.said})`,title:`${r.name} (${r.said})`,current:a===e.page,class:a===e.page?"rl-on":void 0}))}
      ${k(t,"›",{do:"go",page:e.page+1},{off:e.page===e.pages.length-1,label:s.next})}
      <progress max=${e.of} value=${e.done} aria-label=${e.state}></progress>
      <span>${e.round} · ${e.state}</span>
      <span class="rl-gap"></span>
      ${k(t,`↶ ${s.undo}`,{do:"undo"})}
      ${e.seal?k(t,e.seal,{do:"submit"},{class:"rl-primary"}):$}
    </nav>
    ${e.legend?u`<p class="rl-about"><small>${Object.entries(it).map(([r,a])=>u`<span class="rl-legend">${a} ${e.legend[r]}</span> `)}</small></p>`:$}
    ${e.asking?u`<p class="rl-notice" role="alertdialog" aria-label=${e.asking}>${e.asking}
          ${k(t,s.anyway,{do:"submit",anyway:!0})} ${k(t,s.back,{do:"dismiss"})}</p>`:$}
    <details class="rl-files"><summary>${s.files}</summary><div class="rl-line">
      <label>${s.pseudonym} <input type="text" maxlength="60" size="14" .value=${e.pseudonym}
        @change=${r=>t.send({do:"call",pseudonym:r.target.value})} /></label>
      ${k(t,s.download,{do:"download"})}
      <label class="rl-upload">${s.upload}<input type="file" accept=".json" @change=${async r=>{let[a]=r.target.files;a&&t.send({do:"upload",name:a.name,content:await a.text()}),r.target.value=""}} /></label></div></details>`}function Dt(t,e){let{words:s,link:n,view:i,local:r}=t,a=e.map(o=>o.message),c=JSON.stringify(a);return r.get("asked")!==c&&(r.set("asked",c),r.set("told",[]),queueMicrotask(()=>t.send({do:"tell",actions:a}))),u`<div class="rl-notice"><p>${Q(s.offered,{n:e.length,time:rt(e[0].at,i.lang)})}</p>
    <ul>${(r.get("told")??[]).map(o=>u`<li>${o}</li>`)}</ul>
    <button type="button" @click=${()=>{n.drop(),t.send({do:"replay",actions:a})}}>${s.take_over}</button>
    <button type="button" @click=${()=>n.drop()}>${s.leave}</button></div>`}function Pt(t){let{view:e,words:s}=t;return u`<div class="rl-notice"><p>${e.conflict.says}</p>
    <ul>${e.conflict.questions.map(n=>u`<li>${n}</li>`)}</ul>
    ${k(t,s.these,{do:"settle",other:!1})} ${k(t,s.other,{do:"settle",other:!0})}</div>`}function ot(t){let{view:e}=t;return u`<h2 tabindex="-1">${e.heading}</h2>
    ${e.paragraphs.map(s=>u`<p>${s}</p>`)}
    ${e.again.length?u`<h3>${e.again_heading}</h3><ul class="rl-again">${e.again.map(s=>u`<li><button type="button" @click=${()=>{t.link.turning=!0,t.send({do:"turn",page:s.page})}}>${s.name}</button> ${s.says}</li>`)}</ul>`:$}`}function lt(t){let{view:e,words:s}=t;return u`${I(t)}
    <div class="rl-match">${w(e.items,n=>n.id,n=>u`<label><span>${n.text}</span><select
        @change=${i=>t.send({do:"answer",question:e.question,item:n.id,option:i.target.value})}
      ><option value="" ?selected=${!n.option} .selected=${!n.option}>${s.choose}</option>
        ${e.options.map(i=>u`<option value=${i.id} .selected=${i.id===n.option}>${i.text}</option>`)}</select></label>`)}</div>
    ${q(t)}${M(t)}`}function ye(t,e,s){let n=t.filter((i,r)=>r!==e);return[...n.slice(0,s),t[e],...n.slice(s)]}function dt(t){let{view:e,words:s}=t,n=new Map(e.items.map(c=>[c.id,c.text])),i=c=>t.send({do:"answer",question:e.question,order:c}),r=(c,o,d,g,l)=>u`<button
    type="button"
    aria-label=${`${o}: ${n.get(d)}`}
    title=${o}
    aria-disabled=${String(g)}
    @click=${()=>g||i(l())}
  >${c}</button>`,a=e.order.length-1;return u`${I(t)}
    <div class="rl-columns">
      <section aria-label=${s.unplaced}><h3>${s.unplaced}</h3><div class="rl-unplaced">${w(e.items.filter(c=>!e.order.includes(c.id)),c=>c.id,c=>u`<button type="button" class="rl-item" aria-label=${`${s.place}: ${c.text}`}
          @click=${()=>i([...e.order,c.id])}>${c.text} →</button>`)}</div></section>
      <section aria-label=${s.placed}><h3>${s.placed}</h3><ol class="rl-order">${w(e.order,c=>c,(c,o)=>u`<li
          draggable="true"
          @dragstart=${d=>d.dataTransfer.setData("text/plain",String(o))}
          @dragover=${d=>d.preventDefault()}
          @drop=${d=>{d.preventDefault(),i(ye(e.order,Number(d.dataTransfer.getData("text/plain")),o))}}
        ><span>${n.get(c)}</span>${r("↑",s.up,c,o===0,()=>ye(e.order,o,o-1))}${r("↓",s.down,c,o===a,()=>ye(e.order,o,o+1))}${r("×",s.remove,c,!1,()=>e.order.filter(d=>d!==c))}</li>`)}</ol></section>
    </div>
    <p class="rl-rule-said">${e.formula}</p>
    ${q(t)}${M(t)}`}var Lt={board:Qe,choice:Ze,end:ot,head:at,match:lt,order:dt},ct=0;function Bt(t,e){let s=document.createElement("a");s.href=URL.createObjectURL(new Blob([e],{type:"application/json"})),s.download=t,s.click(),setTimeout(()=>URL.revokeObjectURL(s.href),1e4)}function Ot(t){let{view:e,link:s,words:n}=t,i=e.kind==="head"?"":s.state();return u`${i==="lost"||i==="waiting"?u`<p class=${i==="lost"?"rl-notice":"rl-before"}>${ue(t)}</p>`:$}
    ${e.error?u`<p class="rl-notice">${e.error}</p>`:$}
    ${Lt[e.kind](t)}
    ${e.kind==="head"?$:u`<span class="rl-hidden">${n.end_of_page}</span>`}`}function ut(t,e,s=60){t.isConnected?e():s&&requestAnimationFrame(()=>ut(t,e,s-1))}function Ut(t){let{view:e,link:s}=t,n=["connected","sending"].includes(s.state())&&e.saved;return[e.error,e.asking,...e.notices,n?"":ue(t)]}function jt({model:t,el:e}){ct+=1;let s=ct,n=document.createElement("div");n.className="rl-panel";let i=document.createElement("p");i.className="rl-hidden",i.setAttribute("role","status");let r=document.createElement("div");n.append(i,r),e.append(n);let a=new Map,c=nt(t.get("view").link,t.widget_manager),o=!1,d={local:a,link:c,id:h=>`rl${s}-${h}`,active:()=>n.getRootNode().activeElement?.id??"",send(h){o=!0,c.send(t,h)},redraw:()=>g(),focus(h){n.querySelector(`#${CSS.escape(h)}`)?.focus()}};function g(){let h=t.get("view");Object.assign(d,{view:h,words:h.words}),n.lang=h.lang;let _=r.contains(n.getRootNode().activeElement);xe(Ot(d),r);let T=n.getRootNode().activeElement;o&&_&&(!T||T===document.body)&&r.querySelector("h2")?.focus();let E=(h.kind==="head"?Ut(d):[h.error,h.announce]).filter(Boolean).join(" ");i.textContent!==E&&(i.textContent=E)}n.addEventListener("keydown",h=>{h.stopPropagation();let _=h.target.matches("textarea, input[type=text]");(h.ctrlKey||h.metaKey)&&h.key==="z"&&!_&&(h.preventDefault(),d.send({do:"undo"}))});let l=h=>{h.ack&&(c.acknowledge(h),g()),h.told&&(a.set("told",h.told),g()),h.download&&Bt(h.download,h.content)};t.on("change:view",g),t.on("msg:custom",l),c.attach(t);let p="",m=c.subscribe(()=>{let h=c.state(),_=h==="lost"||h==="waiting"?`${h} ${c.unsent()}`:"";(t.get("view").kind==="head"||_!==p)&&g(),p=_});return g(),c.turning&&t.get("view").kind!=="head"&&(c.turning=!1,ut(n,()=>r.querySelector("h2")?.focus())),()=>{m(),c.detach(t),t.off("change:view",g),t.off("msg:custom",l)}}var js={render:jt};export{js as default};
