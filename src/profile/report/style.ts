import { Html } from './html';

/** The look of the page. Colours are variables, so that the dark page is a change of these alone. */
export const style = new Html(`
:root{color-scheme:light dark;--page:#f5f6f8;--card:#fff;--ink:#1c2230;--soft:#5d6678;--line:#e1e5ec;--rail:#eceff4;
--bar:#3b6fd8;--rest:#a9b4c8;--tick:#17305f;--band:#dfe9fb;--high:#c8321f;--medium:#b06a00;--low:#5d6678;
--high-bg:#fdecea;--medium-bg:#fff4e0;--low-bg:#eef1f5;--positive:#2f64cf;--negative:#cf4a2c;--gap:#c8321f;
--number:#3b6fd8;--boolean:#1f9a8a;--date:#8a5cd1;--category:#d98a1f;--none:#a9b4c8;
--k0:#3b6fd8;--k1:#e0812c;--k2:#1f9a8a;--k3:#8a5cd1;--k4:#cf4a6c;--k5:#8c9a2b;--k6:#4f9fd0;--k7:#a9b4c8}
@media (prefers-color-scheme:dark){:root{--page:#12151c;--card:#1b2029;--ink:#e8ebf1;--soft:#9aa4b6;--line:#2c333f;--rail:#262d39;
--bar:#6b9bff;--rest:#566176;--tick:#dfe9ff;--band:#23314d;--high:#ff8a78;--medium:#f2b45c;--low:#9aa4b6;
--high-bg:#3a1f1c;--medium-bg:#352a17;--low-bg:#242a35;--positive:#6b9bff;--negative:#ff7d5c;--gap:#ff8a78;
--number:#6b9bff;--boolean:#3fc4b2;--date:#b08cf0;--category:#f0a948;--none:#566176;
--k0:#6b9bff;--k1:#f59f52;--k2:#3fc4b2;--k3:#b08cf0;--k4:#f0789a;--k5:#b6c65a;--k6:#7cc4ee;--k7:#566176}}
*{box-sizing:border-box}
html{scroll-padding-top:72px}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
a{color:inherit;text-decoration-color:var(--rest);text-underline-offset:3px}
.top{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:6px 28px;align-items:end;justify-content:space-between;padding:12px max(20px,calc((100vw - 1120px)/2));background:var(--card);border-bottom:1px solid var(--line)}
.eyebrow{margin:0;color:var(--soft);font-size:12px;letter-spacing:.06em;text-transform:uppercase}
h1{margin:0;font-size:21px;line-height:1.25;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:14px}nav a{color:var(--soft);text-decoration:none}nav a:hover{color:var(--ink)}
main{max-width:1160px;margin:0 auto;padding:8px 20px 40px}
section{margin:28px 0}
h2{margin:0 0 12px;font-size:18px}
h3{margin:0;font-size:16px;overflow-wrap:anywhere;min-width:0}
h4{margin:0 0 8px;font-size:13px;font-weight:600;color:var(--soft);overflow-wrap:anywhere}
.note{margin:8px 0;color:var(--soft);font-size:13px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 16px}
.tile b{display:block;font-size:24px;line-height:1.2}.tile span{color:var(--soft);font-size:13px}
.strip{display:block;width:100%;height:10px;margin:18px 0 8px;border-radius:5px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0;padding:0;list-style:none;font-size:13px;color:var(--soft)}
.legend i,.swatch{display:inline-block;width:10px;height:10px;margin-right:6px;border-radius:3px;vertical-align:baseline}
.number{fill:var(--number);background:var(--number)}.boolean{fill:var(--boolean);background:var(--boolean)}
.date{fill:var(--date);background:var(--date)}.category{fill:var(--category);background:var(--category)}
.empty,.unusable{fill:var(--none);background:var(--none)}
.swatch.positive{background:var(--positive)}.swatch.negative{background:var(--negative);margin-left:8px}
.card,details,.scroll,.rows.wide{background:var(--card);border:1px solid var(--line);border-radius:10px}
details{margin:0 0 10px;padding:10px 16px}summary{cursor:pointer;font-weight:600}summary span{margin-left:6px;padding:1px 8px;border-radius:9px;font-size:12px}
details ul{margin:8px 0 2px;padding:0;list-style:none}details li{padding:4px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.topic{display:inline-block;min-width:118px;margin-right:6px;color:var(--soft);font-size:13px}
.high summary span{background:var(--high-bg);color:var(--high)}.medium summary span{background:var(--medium-bg);color:var(--medium)}.low summary span{background:var(--low-bg);color:var(--low)}
.card{margin:0 0 14px;padding:14px 18px 16px}
.is-target{border-color:var(--bar);box-shadow:inset 3px 0 var(--bar)}
.card header{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:baseline;margin-bottom:10px}
.kind{padding:0 8px;border-radius:9px;color:#fff;font-size:12px;line-height:19px;white-space:nowrap}
.kind.target{background:var(--ink);color:var(--card)}
@media (prefers-color-scheme:dark){.kind{color:#12151c}}
.share{margin-left:auto;color:var(--soft);font-size:13px;white-space:nowrap}
.halves{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:18px 36px}
.halves>div{min-width:0}
dl{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 12px}dl div{min-width:0}dt{color:var(--soft);font-size:12px;line-height:1.3}dd{margin:0;font-size:14px;overflow-wrap:anywhere;white-space:pre-wrap}
.chart{margin:0;max-width:480px}.chart svg{display:block;width:100%;height:auto}
.scale{display:flex;justify-content:space-between;gap:8px;color:var(--soft);font-size:12px}.key{opacity:.75}
.bar{fill:var(--bar)}.bar.rest{fill:var(--rest)}.rail{fill:var(--rail)}.band{fill:var(--band)}.axis{stroke:var(--rest)}
.median{stroke:var(--tick);stroke-width:1.6}.tick{fill:var(--tick)}.middle{fill:var(--rest)}.gap{fill:var(--gap)}
.positive{fill:var(--positive)}.negative{fill:var(--negative)}
.class0{fill:var(--k0);background:var(--k0)}.class1{fill:var(--k1);background:var(--k1)}.class2{fill:var(--k2);background:var(--k2)}.class3{fill:var(--k3);background:var(--k3)}.class4{fill:var(--k4);background:var(--k4)}.class5{fill:var(--k5);background:var(--k5)}.class6{fill:var(--k6);background:var(--k6)}.class7{fill:var(--k7);background:var(--k7)}
.rows{display:grid;gap:3px}.rows.wide{padding:14px 18px;gap:5px}
.row{display:grid;grid-template-columns:minmax(70px,34%) 1fr 122px;gap:10px;align-items:center;font-size:13px}
.wide .row{grid-template-columns:minmax(90px,220px) 1fr 64px}
.label{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.label i{color:var(--soft)}
.track{display:block;width:100%;height:13px;border-radius:3px}
.figure{color:var(--soft);font-size:12px;text-align:right;white-space:nowrap}
.warning{margin:0 0 8px;padding:4px 10px;border-radius:6px;font-size:13px;overflow-wrap:anywhere}
.warning.high{background:var(--high-bg);color:var(--high)}.warning.medium{background:var(--medium-bg);color:var(--medium)}.warning.low{background:var(--low-bg);color:var(--low)}
.warning b{margin-right:4px}
.scroll{overflow-x:auto;padding:14px 16px}.scroll svg{display:block;width:100%;height:auto}
svg text{fill:var(--ink);font-family:inherit}svg text.onfill{fill:#fff}svg text.offfill{fill:var(--soft)}
@media (prefers-color-scheme:dark){svg text.onfill{fill:#12151c}}
.pairs{columns:320px;margin:12px 0 0;padding:0;list-style:none;font-size:13px}.pairs li{overflow-wrap:anywhere;break-inside:avoid}
footer{padding:0 20px 30px;text-align:center;color:var(--soft);font-size:13px}
@media (max-width:560px){.row{grid-template-columns:minmax(60px,38%) 1fr auto}.topic{min-width:0}}
@media print{:root{--page:#fff}body{font-size:11pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}.top{position:static;padding:0 0 8px}nav{display:none}main{max-width:none;padding:0}.card,details,.tile,.scroll,.row,.note,.legend{break-inside:avoid}.tiles{grid-template-columns:repeat(5,1fr)}h2,h3{break-after:avoid}.halves{grid-template-columns:1fr 1fr}}
`);
