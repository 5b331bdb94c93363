// SPDX-License-Identifier: Apache-2.0
// The page is a fixed frame, a fixed script and one block of JSON. Everything that depends on the run is in the JSON,
// so that no cell of a list can become markup: the script only ever sets text.
#include "reconcile/explain/report.hpp"

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"
#include "reconcile/linkage.hpp"

namespace midspan::reconcile {

namespace {

using base::json::Array;
using base::json::Object;

constexpr std::string_view kStyle = R"css(
:root{--ink:#1b1f24;--soft:#5c6670;--line:#d5dae0;--for:#1f7a4d;--against:#b3372f;--band:#f5f7f9}
*{box-sizing:border-box}body{font:15px/1.45 system-ui,"Noto Sans",sans-serif;color:var(--ink);margin:0 auto;max-width:72rem;padding:1.5rem}
h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2.2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
p{margin:.3rem 0;max-width:60rem}.soft{color:var(--soft)}table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:start;padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600;color:var(--soft)}
td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}.bar{display:inline-block;height:.7rem;vertical-align:middle;border-radius:2px}
details{border:1px solid var(--line);border-radius:4px;margin:.35rem 0;background:#fff}summary{cursor:pointer;padding:.4rem .6rem;display:flex;gap:.8rem;flex-wrap:wrap}
summary b{font-variant-numeric:tabular-nums}details>div{padding:.2rem .8rem .7rem}select,input{font:inherit;padding:.15rem .3rem}
.fall{display:block;position:relative;width:15rem;height:.9rem;background:var(--band)}.fall span,.fall i{position:absolute;top:0;height:100%}
.fall i{width:1px;background:var(--soft)}.filters{display:flex;flex-wrap:wrap;gap:.6rem;margin:.5rem 0;background:var(--band);padding:.5rem;border-radius:4px}
summary>span,td,li,p{overflow-wrap:anywhere}summary>span{min-width:0}td.n{overflow-wrap:normal;white-space:nowrap}select{max-width:14rem}ul{margin:.4rem 0;padding-inline-start:1.2rem}
@media print{details{break-inside:avoid}}
)css";

constexpr std::string_view kScript = R"js(
'use strict';
const D=JSON.parse(document.getElementById('data').textContent),T=D.text;
const el=(tag,text,cls)=>{const e=document.createElement(tag);if(text!==undefined)e.textContent=text;if(cls)e.className=cls;return e};
const add=(to,...kids)=>{for(const k of kids)to.append(k);return to};
const bits=w=>(w>=0?'+':'\u2212')+(Math.abs(w)/65536).toFixed(2);
const ppm=p=>(p/10000).toFixed(p>999000||p<1000?3:2)+' %';
const whole=n=>n.toLocaleString(document.documentElement.lang);
// One step of a waterfall: from where the sum stood to where it stands, zero marked.
const step=(from,to,low,high)=>{const f=el('span',undefined,'fall'),x=v=>100*(v-low)/(high-low),b=el('span'),z=el('i');
 b.style.insetInlineStart=x(Math.min(from,to))+'%';b.style.width=Math.max(0.6,x(Math.max(from,to))-x(Math.min(from,to)))+'%';b.style.background=to>=from?'var(--for)':'var(--against)';z.style.insetInlineStart=x(0)+'%';return add(f,b,z)};
const bar=(w,scale)=>{const b=el('span',undefined,'bar');b.style.width=Math.min(240,Math.abs(w)/65536*scale)+'px';b.style.background=w>=0?'var(--for)':'var(--against)';return b};
const table=(head,rows)=>{const t=el('table'),h=el('tr');head.forEach((x,i)=>h.append(el('th',x,i&&!(rows.length&&rows[0][i] instanceof Node)?'n':'')));add(t,add(el('thead'),h));const b=el('tbody');
 for(const r of rows){const tr=el('tr');r.forEach((x,i)=>{const td=el('td',undefined,i&&!(x instanceof Node)?'n':'');td.append(x instanceof Node?x:String(x));tr.append(td)});b.append(tr)}return add(t,b)};
const main=document.querySelector('main');
const section=(title,note)=>{const s=el('section');add(s,el('h2',title));if(note)add(s,el('p',note,'soft'));main.append(s);return s};
for(const line of D.summary)main.append(el('p',line));
if(D.readings.length){const s=section(T.readings),u=el('ul');for(const r of D.readings)u.append(el('li',(r.list?r.list+(r.column?' ['+r.column+']':'')+': ':'')+r.says));s.append(u)}
{const s=section(T.thresholds,T.thresholds_note);
 s.append(table([T.threshold,T.links,T.expected_precision,T.expected_recall,T.review],D.thresholds.map(t=>[ppm(t.ppm),whole(t.links),ppm(t.precision),ppm(t.recall),whole(t.review)])))}
{const s=section(T.fields,T.fields_note);
 for(const f of D.fields){add(s,el('h3',f.field+' ('+f.kind+')'));
  s.append(table([T.level,T.m,T.u,T.sibling,T.namesake,T.weight,''],f.levels.map(l=>[l.level,ppm(l.m),ppm(l.u),ppm(l.sibling),ppm(l.namesake),bits(l.weight),bar(l.weight,9)])))}}
{const s=section(T.blocking,T.blocking_note);
 const most=Math.max(1,...D.passes.map(p=>p.candidates));
 s.append(table([T.pass,T.candidates,T.left_out,''],D.passes.map(p=>{const b=el('span',undefined,'bar');b.style.width=Math.round(240*p.candidates/most)+'px';b.style.background='#4b6b8a';return[p.pass,whole(p.candidates),whole(p.skipped_rows),b]})))}
{const s=section(T.pairs,T.pairs_note);
 const filters=add(el('div',undefined,'filters')),list=el('div');
 const pick={};
 const choose=(label,values,key)=>{const l=el('label',label+' '),c=el('select');c.append(new Option('\u2013',''));for(const v of values)c.append(new Option(v,v));c.onchange=()=>{pick[key]=c.value;show()};filters.append(add(l,c))};
 choose(T.relation,[...new Set(D.pairs.map(p=>p.relation))],'relation');
 D.fields.forEach((f,i)=>choose(f.field,[...new Set(D.pairs.map(p=>p.evidence[i].level))],'f'+i));
 const called=(p,side)=>p.evidence.filter((e,i)=>D.fields[i].kind==='name').map(e=>e[side]).filter(x=>x).join(' ')||'\u2013';
 const show=()=>{list.replaceChildren();let n=0;
  for(const p of D.pairs){if(pick.relation&&p.relation!==pick.relation)continue;if(D.fields.some((f,i)=>pick['f'+i]&&p.evidence[i].level!==pick['f'+i]))continue;
   if(++n>100)break;const d=el('details'),sum=el('summary');add(sum,el('b',ppm(p.ppm)),el('span',bits(p.weight)),el('span',p.relation),el('span',called(p,'left')+' \u2194 '+called(p,'right')),el('span',p.left+' \u2194 '+p.right,'soft'));
   d.append(sum);d.ontoggle=()=>{if(!d.open||d.children.length>1)return;const box=el('div');box.append(el('p',p.words));
    const steps=[[T.prior,'','','',p.prior,'']];
    for(const e of p.evidence)steps.push([e.field,e.left,e.right,e.level,e.weight,e.rarity?' ('+T.rarity+' '+bits(e.rarity)+')':'']);
    const given=steps.reduce((a,x)=>a+x[4],0);if(Math.abs(p.weight-given)>655)steps.push([T.relatives,'','','',p.weight-given,'']);
    if(p.ppm>0&&p.ppm<1e6){const left=Math.log2(p.ppm/(1e6-p.ppm))*65536-p.weight;if(Math.abs(left)>6554)steps.push([T.competition,'','','',left,''])}
    let at=0;const sums=steps.map(x=>at+=x[4]),low=Math.min(0,...sums),high=Math.max(1,...sums);
    const rows=steps.map((x,i)=>[x[0],el('span',x[1]),el('span',x[2]),el('span',x[3]),bits(x[4])+x[5],step(i?sums[i-1]:0,sums[i],low,high),bits(sums[i])]);
    box.append(table(['',T.left,T.right,T.level,T.weight,'',T.sum],rows));d.append(box)};list.append(d)}
  if(!n)list.append(el('p',T.none,'soft'))};
 add(s,filters,list);show()}
{const s=section(T.unlinkable,T.unlinkable_note);s.append(el('p',D.unlinkable.count+' '+T.rows));
 if(D.unlinkable.rows.length)s.append(table([T.row],D.unlinkable.rows.map(r=>[r])))}
if(D.groups.length){const s=section(T.clusters,T.clusters_note);
 s.append(table([T.members,T.size,T.bridge,T.between],D.groups.map(c=>[c.members,c.size,ppm(c.ppm),c.bridge])))}
)js";

std::string label(const Say& say, const char* code) { return say({code, {}}); }

Object labels(const Say& say) {
  // clang-format off
  static constexpr std::pair<const char*, const char*> kLabels[] = {
      {"thresholds", "RCN-401"}, {"thresholds_note", "RCN-402"}, {"threshold", "RCN-403"}, {"links", "RCN-404"},
      {"expected_precision", "RCN-405"}, {"expected_recall", "RCN-406"}, {"review", "RCN-407"}, {"fields", "RCN-408"},
      {"fields_note", "RCN-409"}, {"level", "RCN-410"}, {"m", "RCN-411"}, {"u", "RCN-412"}, {"sibling", "RCN-413"},
      {"namesake", "RCN-414"}, {"weight", "RCN-415"}, {"blocking", "RCN-416"}, {"blocking_note", "RCN-417"},
      {"pass", "RCN-418"}, {"candidates", "RCN-419"}, {"left_out", "RCN-420"}, {"pairs", "RCN-421"},
      {"pairs_note", "RCN-422"}, {"relation", "RCN-423"}, {"prior", "RCN-424"}, {"rarity", "RCN-425"},
      {"relatives", "RCN-426"}, {"left", "RCN-427"}, {"right", "RCN-428"}, {"sum", "RCN-429"}, {"none", "RCN-430"},
      {"unlinkable", "RCN-431"}, {"unlinkable_note", "RCN-432"}, {"rows", "RCN-433"}, {"row", "RCN-434"},
      {"clusters", "RCN-435"}, {"clusters_note", "RCN-436"}, {"members", "RCN-437"}, {"size", "RCN-438"},
      {"bridge", "RCN-439"}, {"between", "RCN-440"},
      {"competition", "RCN-441"}, {"readings", "RCN-442"}};
  // clang-format on
  Object text;
  for (const auto& [key, code] : kLabels) text[key] = label(say, code);
  return text;
}

// JSON inside a script element: "</script" must not appear, whatever a cell holds.
std::string for_script(const base::json::Value& value) {
  const std::string text = base::json::canonical(value);
  std::string safe;
  safe.reserve(text.size());
  for (const char byte : text) {
    if (byte == '<') safe += "\\u003c";
    else safe.push_back(byte);
  }
  return safe;
}

}  // namespace

std::string html_report(const Outcome& outcome, const ReportOptions& options, const Say& say) {
  const Counters& counters = outcome.counters;
  Array summary;
  for (std::size_t list = 0; list < options.list_names.size(); ++list)
    summary.push_back(say(
        {"RCN-300", {{"rows", static_cast<std::int64_t>(counters.rows[list])}, {"list", options.list_names[list]}}}));
  const auto per_cent = [](std::int32_t ppm) {
    return std::to_string(ppm / 10000) + "." + std::to_string(ppm / 1000 % 10);
  };
  summary.push_back(say({counters.blocking_recall_ppm == 0 ? "RCN-306" : "RCN-302",
                         {{"count", static_cast<std::int64_t>(counters.candidates)},
                          {"recall", per_cent(counters.blocking_recall_ppm)}}}));
  const auto sure =
      std::count_if(outcome.links.begin(), outcome.links.end(), [](const Link& link) { return link.automatic; });
  summary.push_back(say({"RCN-303",
                         {{"count", static_cast<std::int64_t>(outcome.links.size())},
                          {"sure", static_cast<std::int64_t>(sure)},
                          {"expected", per_cent(counters.expected_precision_ppm)}}}));
  Array fields;
  for (std::size_t at = 0; at < outcome.fields.size(); ++at) {
    const FieldReport& field = outcome.fields[at];
    Array levels;
    for (std::size_t level = 0; level < field.levels.size(); ++level) {
      const auto code =
          200 + 10 * static_cast<unsigned>(outcome.linkage->fields[at].kind) + static_cast<unsigned>(level) + 1;
      const FieldReport::Level& of = field.levels[level];
      levels.push_back(Object{{"level", say({"RCN-" + std::to_string(code), {}})},
                              {"m", of.m_ppm},
                              {"u", of.u_ppm},
                              {"sibling", of.sibling_ppm},
                              {"namesake", of.namesake_ppm},
                              {"weight", of.weight}});
    }
    fields.push_back(Object{{"field", field.name}, {"kind", field.kind}, {"levels", std::move(levels)}});
  }
  Array passes;
  for (const PassReport& pass : outcome.passes)
    passes.push_back(Object{{"pass", pass.name}, {"candidates", pass.candidates}, {"skipped_rows", pass.skipped_rows}});
  Object shown = report_data(outcome, options, say);
  shown["text"] = labels(say);
  shown["summary"] = std::move(summary);
  shown["fields"] = std::move(fields);
  shown["passes"] = std::move(passes);
  Array readings;
  for (const people::Finding& finding : outcome.findings)
    readings.push_back(
        Object{{"list", finding.place.source}, {"column", finding.place.sheet}, {"says", say(finding.message)}});
  shown["readings"] = std::move(readings);
  const base::json::Value data = std::move(shown);
  std::string page = "<!doctype html>\n<html lang=\"" + options.language + "\"" +
                     (options.right_to_left ? " dir=\"rtl\"" : "") + ">\n<head><meta charset=\"utf-8\">";
  page += "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">";
  page +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'\">";
  page += "<title>Midspan</title><style>";
  page += kStyle;
  page += "</style></head>\n<body><h1 id=\"title\"></h1><main></main>\n<script type=\"application/json\" id=\"data\">";
  page += for_script(data);
  page += "</script>\n<script type=\"application/json\" id=\"heading\">" +
          for_script(base::json::Value(label(say, "RCN-400"))) + "</script>\n";
  page +=
      "<script>document.getElementById('title').textContent=JSON.parse(document.getElementById('heading').textContent)"
      ";";
  page += kScript;
  page += "</script></body></html>\n";
  return page;
}

}  // namespace midspan::reconcile
