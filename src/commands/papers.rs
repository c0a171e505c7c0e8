//! `papers`: drafts from the decisions, to be printed and signed.

use super::template::{file_name, is_wanted, write};
use crate::cli::Papers;
use crate::console::Console;
use crate::exit::Outcome;
use ::report::papers::{self, Basis};
use anyhow::bail;
use casefile::{Case, Step};
use std::collections::BTreeSet;

pub(crate) fn run(args: &Papers, console: &Console) -> anyhow::Result<Outcome> {
    let case = Case::open(&args.case)?;
    let book = super::case_rulebook(&case)?;
    case.verify_predecessors(Step::ConfirmOwnership)?;
    case.verify(Step::ConfirmOwnership)?;
    let books = case.books()?;
    let ownership = case.table(Step::ConfirmOwnership, "ownership")?;
    let shares = case.table(Step::ConfirmOwnership, "shares")?;
    let basis = Basis {
        case: &case.info,
        book: &book,
        assets: &books.assets,
        ownership: &ownership,
        shares: &shares,
    };
    let papers = papers::build(basis, |place| is_wanted(args.township.as_ref(), place))?;
    if papers.certificates.is_empty() && papers.open.undecided == 0 {
        bail!(
            "没有可起草的文书：{}没有已确定或待定的资产",
            args.township.as_deref().unwrap_or("案卷中")
        );
    }
    let name = |township: &str| match file_name(township) {
        place if place.is_empty() => "确权书_未注明乡镇.xlsx".to_owned(),
        place => format!("确权书_{place}.xlsx"),
    };
    let mut files: Vec<(String, Vec<u8>)> =
        papers.certificates.into_iter().map(|c| (name(&c.township), c.bytes)).collect();
    let names: BTreeSet<&String> = files.iter().map(|(name, _)| name).collect();
    if names.len() < files.len() {
        bail!("有乡镇的名称只差不能作文件名的字符，请用 --township 逐个起草到不同目录");
    }
    files.push(("待定.xlsx".to_owned(), papers.open.bytes));
    let folder = args.output.clone().unwrap_or_else(|| args.case.join("papers"));
    write(&folder, &files, console)
}
