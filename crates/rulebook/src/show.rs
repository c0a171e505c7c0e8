//! Rulebooks as people read them: the list of them, one as text, one as a page of the manual. Both
//! come from the same [`Page`], which holds facts and no layout.

use crate::Ruled;
use crate::book::{Clause, Rulebook};
use crate::checks::ownership::Owner;
use crate::decide::table;
use crate::facts::Fact;
use crate::when::When;
use ledger::Books;
use std::fmt::{self, Display, Write};

/// A rulebook, ready to be laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Title of the document.
    pub title: String,
    /// Label and value: number, first day, …
    pub identity: Vec<(&'static str, String)>,
    /// The decision table for owners, in the order in which it is asked.
    pub ownership: Vec<OwnerRow>,
    /// The clauses, in the law's order.
    pub clauses: Vec<ClauseRow>,
    /// Dated values: name, unit and source, `from → value`.
    pub series: Vec<(String, String, Vec<String>)>,
    /// Settings: name and value.
    pub settings: Vec<(String, String)>,
    /// How we read what is open: id, clauses, reason.
    pub readings: Vec<(String, String, String)>,
    /// Families on which the text is silent.
    pub silent: Vec<String>,
}

/// One row of the decision table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerRow {
    /// Clause.
    pub clause: String,
    /// Conditions: 覆盖范围为单村，且纳入村级管理为是.
    pub when: String,
    /// Who owns.
    pub owner: String,
    /// Bodies one of which must have decided; empty where the clause decides.
    pub decided_by: String,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseRow {
    /// Id.
    pub id: String,
    /// Where it stands.
    pub cite: String,
    /// What it says.
    pub says: String,
    /// 错误, 警告 or 提示.
    pub severity: &'static str,
    /// The checks with their parameters; 由人确认 or 无须检查 where there are none.
    pub checks: Vec<String>,
}

/// What is on the page of a rulebook.
#[must_use]
pub fn page(book: &Rulebook) -> Page {
    let mut identity = vec![("规则集", book.id.clone())];
    identity.extend(book.number.clone().map(|number| ("文号", number)));
    identity.push(("施行日期", book.effective.to_string()));
    identity.extend(book.expires.map(|day| ("失效日期", day.to_string())));
    identity.extend(book.extends.clone().map(|id| ("上级办法", id)));
    identity.extend(book.replaces.clone().map(|id| ("接续的原办法", id)));
    identity.extend(book.village.as_ref().map(|place| ("适用的村", place.to_string())));
    if book.template {
        identity.push(("范本", "日期和年份待填，不据以提出错误".into()));
    }
    let dated = |(from, value): (&String, &String)| format!("{from} 起 {value}");
    Page {
        title: book.title.clone(),
        identity,
        ownership: table(book, book.effective).iter().map(|row| owner_row(book, row)).collect(),
        clauses: book.clauses.iter().map(clause_row).collect(),
        series: book
            .series
            .iter()
            .map(|(name, s)| {
                let values = s.values.iter().map(dated).collect();
                (name.clone(), format!("{}。{}", s.unit, s.source), values)
            })
            .collect(),
        settings: book.settings.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
        readings: book
            .readings
            .iter()
            .map(|r| (r.id.clone(), r.on.join("、"), r.because.clone()))
            .collect(),
        silent: book.silent.iter().cloned().collect(),
    }
}

fn owner_row(book: &Rulebook, row: &Ruled<Owner>) -> OwnerRow {
    let bodies = |role: &String| book.body(role).first().unwrap_or(role).clone();
    let owner = row.rule.owner.label();
    OwnerRow {
        clause: row.clause.id.clone(),
        when: conditions(&row.rule.when),
        owner: if row.rule.register_only {
            format!("{owner}（只登记）")
        } else {
            owner.into()
        },
        decided_by: row.rule.decided_by.iter().map(bodies).collect::<Vec<_>>().join("、"),
    }
}

fn conditions(when: &When) -> String {
    let condition = |(name, values): (&'static str, &[&'static str])| {
        let fact = Fact::find(name);
        let label = fact.map_or(name, |f| f.label);
        let values: Vec<&str> = values.iter().map(|v| fact.map_or(*v, |f| f.label_of(v))).collect();
        format!("{label}为{}", values.join("或"))
    };
    let all: Vec<String> = when.conditions().map(condition).collect();
    if all.is_empty() { "其余".into() } else { all.join("，且") }
}

fn clause_row(clause: &Clause) -> ClauseRow {
    let mut checks: Vec<String> = clause
        .stated
        .iter()
        .map(|(family, rule)| match readable(rule) {
            rule if rule.is_empty() => family.clone(),
            rule => format!("{family}：{rule}"),
        })
        .collect();
    if clause.attest {
        checks.push("由人确认".into());
    }
    if clause.note {
        checks.push("无须检查".into());
    }
    ClauseRow {
        id: clause.id.clone(),
        cite: format!("{}{}", clause.cite, bounds(clause)),
        says: clause.says.clone(),
        severity: clause.severity.label(),
        checks,
    }
}

/// When and where a clause binds, where it does not always and everywhere: `（2024-07-01 起）`.
fn bounds(clause: &Clause) -> String {
    let bounds = [
        clause.from.map(|day| format!("{day} 起")),
        clause.until.map(|day| format!("{day} 止")),
        clause.only.as_ref().map(|place| format!("限{place}")),
    ];
    let bounds: Vec<String> = bounds.into_iter().flatten().collect();
    if bounds.is_empty() { String::new() } else { format!("（{}）", bounds.join("，")) }
}

/// A parameter as people read it: `first_year 2014；subclasses 道路交通、桥梁；open`. Fields are
/// called by their headings, conditions by the facts' names.
pub(crate) fn readable(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => heading(text).into(),
        toml::Value::Array(items) => items.iter().map(nested).collect::<Vec<_>>().join("、"),
        toml::Value::Table(table) => {
            let named = |(key, value): (&String, &toml::Value)| match value {
                toml::Value::Boolean(true) => key.clone(),
                value => match condition(key, value) {
                    Some(when) => format!("适用于{}", conditions(&when)),
                    None => format!("{key} {}", nested(value)),
                },
            };
            table.iter().map(named).collect::<Vec<_>>().join("；")
        }
        other => other.to_string(),
    }
}

fn condition(key: &str, value: &toml::Value) -> Option<When> {
    (key == "when").then(|| value.clone().try_into().ok())?
}

/// The heading of a field; a text that names none, as it is.
fn heading(text: &str) -> &str {
    let column = || Books::TABLES.iter().find_map(|table| table.column(text));
    let column = text.contains('_').then(column).flatten();
    column.map_or(text, |column| column.label)
}

fn nested(value: &toml::Value) -> String {
    if value.is_table() { format!("（{}）", readable(value)) } else { readable(value) }
}

/// The built-in rulebooks, one line each, as `rulebook list` prints them.
///
/// # Errors
/// That of the first book that cannot be read.
pub fn list() -> Result<String, crate::BookError> {
    let mut out = String::new();
    for id in Rulebook::builtin_ids() {
        let book = Rulebook::builtin(id)?;
        let number = book.number.as_deref().unwrap_or("");
        // Writing into a string cannot fail.
        let _ = writeln!(
            out,
            "{id}  {}  {number}  {} 起  {} 条",
            book.title,
            book.effective,
            book.clauses.len()
        );
    }
    Ok(out)
}

/// As `rulebook show` prints it.
impl Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        for (label, value) in &self.identity {
            writeln!(f, "{label}  {value}")?;
        }
        writeln!(f, "\n确权次序（依次询问，先成立的决定）")?;
        for (number, row) in self.ownership.iter().enumerate() {
            let by = if row.decided_by.is_empty() {
                String::new()
            } else {
                format!("，由{}决定", row.decided_by)
            };
            writeln!(f, "{:>2}. {}  {} → {}{by}", number + 1, row.clause, row.when, row.owner)?;
        }
        writeln!(f, "\n条款")?;
        for row in &self.clauses {
            writeln!(f, "{}  {}  {}  {}", row.id, row.cite, row.severity, row.says)?;
            for check in &row.checks {
                writeln!(f, "    {check}")?;
            }
        }
        for (name, source, values) in &self.series {
            writeln!(f, "\n{name}  {source}\n    {}", values.join("，"))?;
        }
        writeln!(f, "\n设定")?;
        for (name, value) in &self.settings {
            writeln!(f, "{name}  {value}")?;
        }
        writeln!(f, "\n我们的理解")?;
        for (id, on, because) in &self.readings {
            writeln!(f, "{id}  {on}\n    {because}")?;
        }
        writeln!(f, "\n没有规定  {}", self.silent.join("、"))
    }
}

/// The page of the manual, in Markdown.
#[must_use]
pub fn markdown(book: &Rulebook) -> String {
    let page = page(book);
    let mut out = format!("# {}\n\n", page.title);
    out.push_str("<!-- 由规则集生成，不要直接修改 -->\n\n");
    for (label, value) in &page.identity {
        let _ = writeln!(out, "- {label}：{value}");
    }
    out.push_str(
        "\n## 确权次序\n\n依次询问，先成立的决定；其余成立的让位，理由见“我们的理解”。\n\n",
    );
    let rows = page.ownership.iter().enumerate().map(|(n, row)| {
        vec![
            (n + 1).to_string(),
            row.clause.clone(),
            row.when.clone(),
            row.owner.clone(),
            row.decided_by.clone(),
        ]
    });
    rows_into(&mut out, &["次序", "条款", "条件", "归属", "决定机构"], rows);
    out.push_str("\n## 条款\n\n");
    let rows = page.clauses.iter().map(|row| {
        vec![
            row.id.clone(),
            row.cite.clone(),
            row.says.clone(),
            row.severity.into(),
            row.checks.join("<br>"),
        ]
    });
    rows_into(&mut out, &["编号", "出处", "内容（自拟）", "级别", "检查和参数"], rows);
    if !page.series.is_empty() {
        out.push_str("\n## 按日期的数值\n\n");
        let rows = page
            .series
            .iter()
            .map(|(name, source, values)| vec![name.clone(), source.clone(), values.join("<br>")]);
        rows_into(&mut out, &["名称", "单位和来源", "数值"], rows);
    }
    if !page.settings.is_empty() {
        out.push_str("\n## 设定\n\n");
        let rows = page.settings.iter().map(|(name, value)| vec![name.clone(), value.clone()]);
        rows_into(&mut out, &["名称", "值"], rows);
    }
    out.push_str("\n## 我们的理解\n\n");
    let rows =
        page.readings.iter().map(|(id, on, because)| vec![id.clone(), on.clone(), because.clone()]);
    rows_into(&mut out, &["编号", "条款", "理由"], rows);
    let _ = writeln!(
        out,
        "\n## 没有规定\n\n以下检查本办法没有规定，报告为“无本地规定”：{}。",
        page.silent.join("、")
    );
    out
}

/// A table; `|` in a cell is escaped.
fn rows_into(out: &mut String, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(heads.iter().map(|&h| h.to_owned()).collect()));
    out.push_str(&line(heads.iter().map(|_| "---".to_owned()).collect()));
    for cells in rows {
        out.push_str(&line(cells.into_iter().map(|c| c.replace('|', "\\|")).collect()));
    }
}
