//! Why a finding stands: cells, match, rule, clause.

use crate::safe;
use ledger::finding::{FindingRecord, Lang, StoredFinding};
use ledger::tables::{AdjustingLine, DepreciationMonth, MatchPair, Unadjusted};
use ledger::words::assets::LEDGER;
use ledger::{Books, Cell, Fen, Severity, SubjectKind, Text, Trace, codes};
use std::fmt::Write;

/// What is known of a finding besides itself.
#[derive(Debug, Clone, Default)]
pub struct Background<'a> {
    /// Matches of the rows that the finding rests on.
    pub matches: Vec<&'a MatchPair>,
    /// Decisions about its subject.
    pub trace: Vec<&'a Trace>,
    /// Its clauses: id, citation, own words.
    pub clauses: Vec<(String, String, String)>,
    /// The document that the clauses stand in.
    pub document: Option<String>,
    /// The recomputed depreciation of its card, month by month.
    pub depreciation: Vec<&'a DepreciationMonth>,
    /// The entries proposed for it.
    pub adjusting: Vec<&'a AdjustingLine>,
    /// Why none is.
    pub unadjusted: Vec<&'a Unadjusted>,
    /// Where each of its cells stands, in the order of its evidence; short where it is not known.
    pub sources: Vec<Option<CellSource>>,
}

/// Where a cell of the evidence stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellSource {
    /// As a spreadsheet names it: `G14`.
    pub address: String,
    /// Heading of its column.
    pub heading: String,
    /// What was written there, masked; `None` where it stands elsewhere (under a merge) or nowhere.
    pub raw: Option<String>,
}

/// The explanation, as lines. Codes are shown with their words; other people's text and the law's
/// are never translated.
#[must_use]
pub fn explain(finding: &StoredFinding, background: &Background, lang: Lang) -> String {
    let speaker = Speaker(lang);
    let record = &finding.record;
    let mut out = speaker.heading(record);
    let cells = finding.evidence.iter().enumerate().map(|(index, cell)| {
        speaker.cell(cell, background.sources.get(index).and_then(Option::as_ref))
    });
    section(&mut out, speaker.say("单元格", "cells"), cells);
    let matches = background.matches.iter().map(|pair| speaker.pairing(pair));
    section(&mut out, speaker.say("匹配", "match"), matches);
    for trace in &background.trace {
        let title = format!("{} {}", speaker.say("判定", "decision"), text(&trace.decision));
        section(&mut out, &title, speaker.decision(trace));
    }
    section(
        &mut out,
        speaker.say("折旧复核", "depreciation"),
        speaker.years(&background.depreciation),
    );
    section(&mut out, speaker.say("调账分录", "entries"), speaker.entries(background));
    let document = background.document.as_deref().unwrap_or("");
    let clause =
        |(id, cite, says): &(String, String, String)| format!("{id}  {document} {cite}：{says}");
    section(&mut out, speaker.say("条款", "clause"), background.clauses.iter().map(clause));
    let parameter = record.parameter.iter().map(ToString::to_string);
    section(&mut out, speaker.say("参数", "parameter"), parameter);
    out
}

/// Words in one of the two languages.
#[derive(Debug, Clone, Copy)]
struct Speaker(Lang);

impl Speaker {
    fn say(self, zh: &'static str, en: &'static str) -> &'static str {
        if self.0 == Lang::En { en } else { zh }
    }

    fn heading(self, record: &FindingRecord) -> String {
        let code = text(&record.code);
        let severity = text(&record.severity);
        let known = Severity::from_code(severity).map_or("", Severity::label);
        let title = codes::find(code).map_or("", |c| c.title);
        let (severity, title, message) = match self.0 {
            Lang::Zh => (known, title, &record.message),
            Lang::En => (severity, "", &record.message_en),
        };
        let first = format!("{}  {severity}  {code}  {title}", text(&record.finding_id));
        let about = [
            Some(self.subject(record)),
            record.pair.as_deref().map(|p| self.labelled("比对", "pair", &self.pair(p))),
            self.place(record),
            record.unit.as_deref().map(|u| self.labelled("单位", "unit", u)),
            record.amount.map(|a| self.labelled("金额", "amount", &format!("{} 元", a.grouped()))),
        ];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let lines = [first.trim_end().to_owned(), safe(text(message)), safe(&about.join("  "))];
        lines.join("\n") + "\n"
    }

    fn labelled(self, zh: &'static str, en: &'static str, value: &str) -> String {
        format!("{} {value}", self.say(zh, en))
    }

    fn subject(self, record: &FindingRecord) -> String {
        let code = text(&record.subject_kind);
        let kind = match (self.0, SubjectKind::from_code(code)) {
            (Lang::Zh, Some(kind)) => kind.label(),
            _ => code,
        };
        format!("{kind} {}", text(&record.subject_id))
    }

    fn place(self, record: &FindingRecord) -> Option<String> {
        let parts = [&record.township, &record.village];
        let place: String = parts.into_iter().flatten().map(|t| &**t).collect();
        (!place.is_empty()).then(|| self.labelled("地点", "place", &place))
    }

    /// `county|township` as 县总台账—乡镇台账.
    fn pair(self, pair: &str) -> String {
        let label = |code| if self.0 == Lang::Zh { LEDGER.label_of(code) } else { code };
        pair.split('|').map(label).collect::<Vec<_>>().join("—")
    }

    fn cell(self, cell: &Cell, source: Option<&CellSource>) -> String {
        let sheet = cell.src_sheet.as_deref().map(|s| format!("!{s}")).unwrap_or_default();
        let row = match (source, cell.src_row, self.0) {
            (Some(source), ..) => format!(" {}", source.address),
            (None, Some(r), Lang::Zh) => format!(" 第 {r} 行"),
            (None, Some(r), Lang::En) => format!(" row {r}"),
            (None, None, _) => String::new(),
        };
        let column = self.column(&cell.column);
        let value =
            if cell.value.is_empty() { self.say("（空）", "(empty)") } else { &cell.value };
        let written = source.map(|source| self.written(source, value)).unwrap_or_default();
        format!("{}{sheet}{row}  {column} = {value}{written}", cell.src_file)
    }

    /// The heading of a cell, and what was written there where it was read as something else.
    fn written(self, source: &CellSource, value: &str) -> String {
        let heading = match self.0 {
            Lang::Zh => format!("  栏目“{}”", source.heading),
            Lang::En => format!("  heading “{}”", source.heading),
        };
        match source.raw.as_deref().filter(|raw| *raw != value) {
            Some(raw) => format!("{heading} {} “{raw}”", self.say("原文", "written")),
            None => heading,
        }
    }

    /// A field with its heading; a heading that fits no field as it stands.
    fn column(self, name: &str) -> String {
        let known = Books::TABLES.iter().find_map(|t| t.column(name));
        match (self.0, known) {
            (Lang::Zh, Some(column)) => format!("{}（{name}）", column.label),
            _ => name.to_owned(),
        }
    }

    fn pairing(self, pair: &MatchPair) -> String {
        let (rung, status) = (text(&pair.rung), text(&pair.status));
        let how = match self.0 {
            Lang::Zh => format!("按{}{}", match_label(rung), match_label(status)),
            Lang::En => format!("{status} by {rung}"),
        };
        let rows = format!("{} ↔ {}", text(&pair.left_row_id), text(&pair.right_row_id));
        format!("{}  {rows}  {how}：{}", self.pair(text(&pair.pair)), text(&pair.why))
    }

    /// The schedule of a card, a line a year: the months of each are in reconcile/depreciation.
    fn years(self, months: &[&DepreciationMonth]) -> Vec<String> {
        let of_year = |m: &DepreciationMonth| {
            m.month.and_then(|day| Some(day.to_string().split_once('-')?.0.to_owned()))
        };
        let mut out = Vec::new();
        if let Some(first) = months.first() {
            let (base, life) = (money(first.base), first.life_months.unwrap_or_default());
            let month = first.month.map(|m| m.to_string()).unwrap_or_default();
            out.push(match self.0 {
                Lang::Zh => format!("应计折旧额 {base} 元 ÷ {life} 个月，自 {month} 起"),
                Lang::En => format!("{base} yuan over {life} months, from {month}"),
            });
        }
        for year in months.chunk_by(|a, b| of_year(a) == of_year(b)) {
            let Some(last) = year.last() else { continue };
            let charge = Fen::sum(year.iter().filter_map(|m| m.charge)).grouped();
            let (label, count) = (of_year(last).unwrap_or_default(), year.len());
            let (served, sum) = (last.months_served.unwrap_or_default(), money(last.accumulated));
            out.push(match self.0 {
                Lang::Zh => format!("{label}  {count} 个月  {charge}  累计 {served} 个月 {sum}"),
                Lang::En => {
                    format!("{label}  {count} months  {charge}  {served} months in all {sum}")
                }
            });
        }
        out
    }

    /// Entries as an accountant writes them, or why there are none.
    fn entries(self, background: &Background) -> Vec<String> {
        let mut out = Vec::new();
        for line in &background.adjusting {
            let (zh, en) = if line.debit.is_some() { ("借", "Dr") } else { ("  贷", "  Cr") };
            let amount = money(line.debit.or(line.credit));
            let account = [text(&line.account_code), text(&line.account_name)].join(" ");
            out.push(format!("{}：{}  {amount}", self.say(zh, en), account.trim()));
            if line.line != Some(1) {
                let why = if self.0 == Lang::Zh { &line.reason } else { &line.reason_en };
                out.push(format!("  {}（{}）", text(why), text(&line.entry_no)));
            }
        }
        let open = background.unadjusted.iter();
        out.extend(open.map(|row| {
            let why = if self.0 == Lang::Zh { &row.reason } else { &row.reason_en };
            format!("{}{}", self.say("未拟分录：", "none proposed: "), text(why))
        }));
        out
    }

    /// One line each: facts are many and carry their cells.
    fn decision(self, trace: &Trace) -> Vec<String> {
        let line = |zh, en, item: &Text| format!("{}  {item}", self.say(zh, en));
        let facts = trace.facts.iter().map(|i| line("事实", "fact", i));
        let held = trace.held.iter().map(|i| line("成立", "holds", i));
        let won = trace.won.iter().map(|i| line("采用", "applied", i));
        let aside = trace.set_aside.iter().map(|i| line("让位", "set aside", i));
        let parameters = trace.parameters.iter().map(|i| line("参数", "parameter", i));
        let outcome = trace.outcome.iter().map(|i| line("结论", "outcome", i));
        facts.chain(held).chain(won).chain(aside).chain(parameters).chain(outcome).collect()
    }
}

/// Rungs and states of a match, in Chinese.
fn match_label(code: &str) -> &str {
    match code {
        "decision" => "人工认定",
        "identifier" => "编号",
        "evidence-key" => "凭证号",
        "business-key" => "名称、地点、年度",
        "similar" => "相似",
        "sum" => "合计",
        "confirmed" => "已确认",
        "suggested" => "建议",
        "ambiguous" => "存疑",
        other => other,
    }
}

/// A title and indented lines; nothing where there are no lines.
fn section(out: &mut String, title: &str, lines: impl IntoIterator<Item = String>) {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_none() {
        return;
    }
    // Writing into a string cannot fail.
    let _ = writeln!(out, "\n{title}");
    for line in lines {
        let _ = writeln!(out, "  {}", safe(&line));
    }
}

fn money(amount: Option<Fen>) -> String {
    amount.map(Fen::grouped).unwrap_or_default()
}

fn text(value: &Option<Text>) -> &str {
    value.as_deref().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Day, Finding, Subject};

    fn finding() -> StoredFinding {
        let cell = |row, value: &str| Cell {
            src_file: "inbox/总台账.xlsx".into(),
            src_sheet: Some("经营性".into()),
            src_row: Some(row),
            column: "original_value".into(),
            value: value.into(),
        };
        let subject = Subject::new(SubjectKind::Asset, "ZC-1");
        let finding = Finding::new(&codes::ledger::VALUE_DIFFERS, subject)
            .pair("county", "township")
            .place(Some("甲镇"), Some("乙村"))
            .amount(Fen(30_000))
            .clause("book", "X-1", Severity::Error)
            .cells([cell(14, "1129200.00"), cell(15, "")]);
        StoredFinding {
            record: FindingRecord {
                message: Some("不一致\u{202e}".into()),
                message_en: Some("They differ".into()),
                ..finding.record()
            },
            evidence: finding.evidence,
        }
    }

    fn explained(lang: Lang) -> String {
        let trace = Trace {
            decision: Some("owner".into()),
            facts: vec!["行业=教育".into()],
            won: Some("X-1".into()),
            ..Trace::default()
        };
        let pair = MatchPair {
            pair: Some("county|township".into()),
            left_row_id: Some("l".into()),
            right_row_id: Some("r".into()),
            rung: Some("identifier".into()),
            status: Some("confirmed".into()),
            why: Some("编号相同".into()),
            ..MatchPair::default()
        };
        let background = Background {
            matches: vec![&pair],
            trace: vec![&trace],
            clauses: vec![("X-1".into(), "五（二）".into(), "账账相符。".into())],
            document: Some("某发〔2020〕1号".into()),
            ..Background::default()
        };
        explain(&finding(), &background, lang)
    }

    #[test]
    fn an_explanation_leads_from_the_sentence_to_cells_match_rule_and_clause() {
        insta::assert_snapshot!(explained(Lang::Zh));
    }

    #[test]
    fn a_cell_is_named_by_its_address_and_quoted_as_written() {
        let source = CellSource {
            address: "G14".into(),
            heading: "资产原值（万元）".into(),
            raw: Some("112.92".into()),
        };
        let background = Background { sources: vec![Some(source)], ..Background::default() };
        let text = explain(&finding(), &background, Lang::Zh);
        let written = "经营性 G14  资产原值（original_value） = 1129200.00  栏目“资产原值（万元）” 原文 “112.92”";
        assert!(text.contains(written), "{text}");
        assert!(text.contains("经营性 第 15 行"), "{text}");
    }

    #[test]
    fn depreciation_is_told_by_the_year_and_entries_as_accountants_write_them() {
        let month = |year, month, served: i64| DepreciationMonth {
            month: Day::month(year, month),
            months_served: Some(served),
            life_months: Some(120),
            base: Some(Fen(115_200)),
            charge: Some(Fen(960)),
            accumulated: Some(Fen(960 * served)),
            ..DepreciationMonth::default()
        };
        let months = [month(2023, 11, 1), month(2023, 12, 2), month(2024, 1, 3)];
        let line = |number, account: &str, debit, credit| AdjustingLine {
            entry_no: Some("TZ-0001".into()),
            line: Some(number),
            account_code: Some("152".into()),
            account_name: Some(account.into()),
            debit,
            credit,
            reason: Some("冲回多提折旧".into()),
            reason_en: Some("too much was charged".into()),
            ..AdjustingLine::default()
        };
        let lines =
            [line(1, "累计折旧", Some(Fen(960)), None), line(2, "公益支出", None, Some(Fen(960)))];
        let background = Background {
            depreciation: months.iter().collect(),
            adjusting: lines.iter().collect(),
            ..Background::default()
        };
        insta::assert_snapshot!(explain(&finding(), &background, Lang::Zh));
    }

    #[test]
    fn in_english_only_codes_and_labels_change() {
        insta::assert_snapshot!(explained(Lang::En));
    }
}
