//! `new`: a case folder, with blank templates to send out.

use super::named_rulebook;
use crate::cli::New;
use crate::console::Console;
use crate::exit::Outcome;
use casefile::Case;
use ledger::Books;

pub(crate) fn run(args: &New, console: &Console) -> anyhow::Result<Outcome> {
    named_rulebook(&args.rulebook)?;
    let case = Case::create(&args.case, &case_toml(args))?;
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|e| anyhow::anyhow!("无法取得随机数：{e}"))?;
    case.create_key(&key)?;
    for table in Books::TABLES {
        case.write_file(
            &format!("templates/{}.xlsx", table.label),
            &::report::template::build(table)?,
        )?;
    }
    let shown = args.case.display();
    console.line(&format!("{} {shown}", console.say("已新建案卷", "created case")))?;
    console.note(&format!("把收到的表格放入 {shown}/inbox，然后运行 duizhang run {shown}"));
    Ok(Outcome::default())
}

fn case_toml(args: &New) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    format!(
        "[case]\ncounty   = {}\nrulebook = {}\nyear     = {}\nas_of    = {}-12-31\n\
         # prior    = \"../上年案卷\"\n\n\
         # inbox/ 中的文件自动识别；识别有误时逐个写明：\n\
         # [[input]]\n# path   = \"inbox/乡镇/*.xlsx\"\n# kind   = \"assets\"\n# ledger = \"township\"\n\
         # 更名或合并的乡镇、村，自 since 起按新名称：\n\
         # [[place]]\n# township = \"甲镇\"\n# village = \"乙村\"\n# now_village = \"丙村\"\n# since = 2023-05-01\n",
        quoted(&args.county),
        quoted(&args.rulebook),
        args.year,
        args.year,
    )
}
