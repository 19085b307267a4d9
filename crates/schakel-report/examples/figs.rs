//! scratch: figures of a filled report as SVG
use schakel_report::{document::*, draw::*, facts::Facts, template::TemplateSet, theme::Theme};
struct M;
impl Measure for M { fn width(&self, t:&str, f:Face, s:f32)->f32 { t.chars().map(|c| match c {'i'|'l'|'j'|'.'|','|'\''|'t'|'f'|'r'|' '|'('|')'|'‘'|'’' => 0.28, 'm'|'w'|'M'|'W'|'%' => 0.8, 'A'..='Z' => 0.6, _=>0.51}).sum::<f32>()*s*(if f==Face::Regular{1.0}else{1.05}) } }
fn c(c:Color)->String{format!("#{:02x}{:02x}{:02x}",c.r,c.g,c.b)}
fn st(s:&Option<Stroke>)->String{ match s {None=>String::new(),Some(s)=>format!(" stroke=\"{}\" stroke-width=\"{}\"{}",c(s.color),s.width,s.dash.map(|d|format!(" stroke-dasharray=\"{} {}\"",d.0,d.1)).unwrap_or_default())}}
fn fl(f:&Option<Color>)->String{ f.map(c).unwrap_or("none".into()) }
fn figs(b:&[Block], out:&mut Vec<Figure>){ for b in b { match b { Block::Section{blocks,..}|Block::Keep(blocks)|Block::Callout{blocks,..} => figs(blocks,out), Block::Figure(f)=>out.push(f.clone()), _=>{} } } }
fn main(){
  let args: Vec<String> = std::env::args().collect();
  let set = TemplateSet::vision_and_progress_from(std::path::Path::new("/work/main/report-templates/visie-en-voortgang")).unwrap_or_else(|e| { eprintln!("{e}"); std::process::exit(1) });
  let facts: Facts = serde_json::from_str(&std::fs::read_to_string(&args[1]).unwrap()).unwrap();
  let m = set.fill(&facts, Lang::Nl).unwrap_or_else(|e| { eprintln!("{e}"); std::process::exit(1) });
  let doc = schakel_report::markup::read(&m).unwrap_or_else(|p| { for p in p { eprintln!("{p}"); } std::process::exit(1) });
  let mut v=Vec::new(); figs(&doc.blocks,&mut v);
  let mut y=0.0; let mut s=String::new();
  for f in &v { let d=schakel_report::figure::draw(&f.chart, 345.0, &Theme::default(), Lang::Nl, &M);
    s+=&format!("<text x=\"0\" y=\"{}\" font-size=\"10\" font-family=\"Source Sans 3\" font-weight=\"600\">{}</text>", y+12.0, f.title.replace('&',"&amp;")); y+=22.0;
    s+=&format!("<g transform=\"translate(0 {y})\">");
    for i in &d.items { s+=&match i {
      Item::Rect{x,y,w,h,radius,fill,stroke}=>format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\" fill=\"{}\"{}/>",fl(fill),st(stroke)),
      Item::Line{x1,y1,x2,y2,stroke}=>format!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{}/>",st(&Some(*stroke))),
      Item::Polygon{points,fill,stroke}=>format!("<polygon points=\"{}\" fill=\"{}\"{}/>",points.iter().map(|p|format!("{},{}",p.0,p.1)).collect::<Vec<_>>().join(" "),fl(fill),st(stroke)),
      Item::Circle{cx,cy,r,fill,stroke}=>format!("<circle cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\" fill=\"{}\"{}/>",fl(fill),st(stroke)),
      Item::Hatch{x,y,w,h,color}=>format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"url(#h)\" stroke=\"{}\" stroke-width=\"0.3\"/>",c(*color)),
      Item::Text{x,y,anchor,size,face,color,text}=>format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{}\" text-anchor=\"{}\" font-family=\"Source Sans 3\" font-weight=\"{}\">{}</text>",c(*color),match anchor{Anchor::Start=>"start",Anchor::Middle=>"middle",Anchor::End=>"end"},if *face==Face::Regular{400}else{600},text.replace('&',"&amp;").replace('<',"&lt;")),
    }; }
    s+="</g>"; y+=d.height+24.0; }
  println!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"355\" height=\"{y}\" viewBox=\"-5 0 355 {y}\"><defs><pattern id=\"h\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"4\" stroke=\"#bbb\" stroke-width=\"1\"/></pattern></defs><rect x=\"-5\" width=\"355\" height=\"{y}\" fill=\"white\"/>{s}</svg>");
}
