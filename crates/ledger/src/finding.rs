//! A finding: *this was expected, that was found, here is the cell, there is the clause*.

use crate::codes::CodeSpec;
use crate::money::Fen;
use crate::origin::Cell;
use crate::table;
use crate::table::{Text, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For notice.
    Info,
    /// 原则上, or likely.
    Warning,
    /// 必须, or plain arithmetic.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// 错误, 警告 or 提示.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Info => "提示",
        }
    }

    /// The inverse of [`Severity::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Info].into_iter().find(|s| s.code() == code)
    }
}

macro_rules! subject_kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal, $label:literal;)+) => {
        /// What a finding can be about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum SubjectKind { $($(#[doc = $doc])+ $variant,)+ }
        impl SubjectKind {
            /// Stable English code.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            /// Chinese label.
            #[must_use]
            pub const fn label(self) -> &'static str { match self { $(Self::$variant => $label,)+ } }
            /// The inverse of [`SubjectKind::code`].
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> { [$(Self::$variant),+].into_iter().find(|k| k.code() == code) }
        }
    };
}

subject_kinds! {
    /// By asset id, or by row id without one.
    Asset = "asset", "资产";
    /// By row id.
    Row = "row", "行";
    /// By path relative to the case.
    File = "file", "文件";
    /// `file!sheet`, or the file where it has no sheets.
    Sheet = "sheet", "工作表";
    /// By project id.
    Project = "project", "项目";
    /// By name.
    Unit = "unit", "单位";
    /// By contract id.
    Contract = "contract", "合同";
    /// By plan id.
    Plan = "plan", "分配方案";
    /// By household id.
    Household = "household", "农户";
    /// By disposal id.
    Disposal = "disposal", "处置";
    /// By write-off id.
    WriteOff = "writeoff", "核销";
    /// By system code.
    System = "system", "系统";
    /// By income id.
    Income = "income", "收益";
    /// By change id.
    Change = "change", "变动";
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// Kind.
    pub kind: SubjectKind,
    /// Id.
    pub id: Text,
}

impl Subject {
    /// A subject.
    #[must_use]
    pub fn new(kind: SubjectKind, id: impl Into<Text>) -> Self {
        Self { kind, id: id.into() }
    }

    /// An asset, by its id; by its row id where it has none.
    #[must_use]
    pub fn asset(asset: &crate::tables::Asset) -> Self {
        Self::new(
            SubjectKind::Asset,
            asset.asset_id.clone().unwrap_or_else(|| asset.origin.row_id.clone()),
        )
    }
}

/// One thing that is wrong. No prose inside: [`CodeSpec`] holds the words, `args` the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which problem.
    pub code: &'static CodeSpec,
    /// The step, purpose, paper, field, column or ledger that it is about, or the row where one
    /// subject can have several. Part of the id.
    pub detail: Option<Text>,
    /// How bad; the clause's where one orders the check.
    pub severity: Severity,
    /// About what.
    pub subject: Subject,
    /// `left|right`, for findings about a pair of ledgers.
    pub pair: Option<Text>,
    /// Where.
    pub township: Option<Text>,
    /// Where.
    pub village: Option<Text>,
    /// The body that keeps the rows.
    pub unit: Option<Text>,
    /// By how much, in the sign convention of the catalogue.
    pub amount: Option<Fen>,
    /// Rulebook, where a clause orders the check.
    pub rulebook: Option<Text>,
    /// Clause ids, several with `;`.
    pub clause: Option<Text>,
    /// The parameter used, readable: `at_least=100000.00 元`.
    pub parameter: Option<Text>,
    /// Values for the message templates, by name.
    pub args: BTreeMap<&'static str, Text>,
    /// Every cell that had to be read to say this.
    pub evidence: Vec<Cell>,
}

/// Parts the Chinese from the English of an argument that differs by language.
const BILINGUAL: char = '\u{1f}';

/// Language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Finding {
    /// A finding with the code's own severity.
    #[must_use]
    pub fn new(code: &'static CodeSpec, subject: Subject) -> Self {
        Self {
            code,
            detail: None,
            severity: code.severity,
            subject,
            pair: None,
            township: None,
            village: None,
            unit: None,
            amount: None,
            rulebook: None,
            clause: None,
            parameter: None,
            args: BTreeMap::new(),
            evidence: Vec::new(),
        }
    }

    /// Sets the detail.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Text>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Sets the severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets the pair.
    #[must_use]
    pub fn pair(mut self, left: &str, right: &str) -> Self {
        self.pair = Some(format!("{left}|{right}").into());
        self
    }

    /// Sets the amount.
    #[must_use]
    pub fn amount(mut self, amount: Fen) -> Self {
        self.amount = Some(amount);
        self
    }

    /// Sets township, village and unit from a row of the assets table.
    #[must_use]
    pub fn of(self, asset: &crate::tables::Asset) -> Self {
        self.place(asset.township.as_deref(), asset.village.as_deref())
            .unit(asset.ledger_unit.as_deref())
    }

    /// Sets township and village.
    #[must_use]
    pub fn place(mut self, township: Option<&str>, village: Option<&str>) -> Self {
        self.township = township.map(Into::into);
        self.village = village.map(Into::into);
        self
    }

    /// Sets the unit that keeps the rows.
    #[must_use]
    pub fn unit(mut self, unit: Option<&str>) -> Self {
        self.unit = unit.map(Into::into);
        self
    }

    /// Sets rulebook, clause (several joined with `;`) and the clause's severity.
    #[must_use]
    pub fn clause(mut self, rulebook: &str, clause: &str, severity: Severity) -> Self {
        self.rulebook = Some(rulebook.into());
        self.clause = Some(clause.into());
        self.severity = severity;
        self
    }

    /// Sets the parameter.
    #[must_use]
    pub fn parameter(mut self, parameter: impl Into<Text>) -> Self {
        self.parameter = Some(parameter.into());
        self
    }

    /// A value for the message templates.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.args.insert(name, value.into());
        self
    }

    /// A value for the message templates that differs by language.
    #[must_use]
    pub fn arg_in(self, name: &'static str, zh: &str, en: &str) -> Self {
        self.arg(name, format!("{zh}{BILINGUAL}{en}"))
    }

    /// Adds cells.
    #[must_use]
    pub fn cells(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.evidence.extend(cells);
        self
    }

    /// `F-` and sixteen hex digits of the hash of code, subject, pair and detail.
    #[must_use]
    pub fn id(&self) -> Text {
        let mut hash = Sha256::new();
        for part in [
            self.code.code,
            self.subject.kind.code(),
            &self.subject.id,
            self.pair.as_deref().unwrap_or(""),
            self.detail.as_deref().unwrap_or(""),
        ] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let mut id = String::from("F-");
        for byte in hash.finalize().iter().take(8) {
            // Writing into a string cannot fail.
            let _ = write!(id, "{byte:02x}");
        }
        id.into()
    }

    /// The sentence. `{name}` in the template stands for an argument, or for one of subject,
    /// detail, pair, amount, clause, parameter, township, village, unit.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let template = match lang {
            Lang::Zh => self.code.zh,
            Lang::En => self.code.en,
        };
        fill(template, |name| {
            self.argument(name).map(|value| match value.split_once(BILINGUAL) {
                Some((zh, en)) => match lang {
                    Lang::Zh => zh.to_owned(),
                    Lang::En => en.to_owned(),
                },
                None => value,
            })
        })
    }

    fn argument(&self, name: &str) -> Option<String> {
        if let Some(value) = self.args.get(name) {
            return Some(value.to_string());
        }
        let text = |value: &Option<Text>| Some(value.as_deref().unwrap_or("").to_owned());
        match name {
            "subject" => Some(self.subject.id.to_string()),
            "detail" => text(&self.detail),
            "pair" => text(&self.pair),
            "amount" => Some(self.amount.map(Fen::grouped).unwrap_or_default()),
            "clause" => text(&self.clause),
            "parameter" => text(&self.parameter),
            "township" => text(&self.township),
            "village" => text(&self.village),
            "unit" => text(&self.unit),
            _ => None,
        }
    }

    /// The row that files hold.
    #[must_use]
    pub fn record(&self) -> FindingRecord {
        FindingRecord {
            finding_id: Some(self.id()),
            code: Some(self.code.code.into()),
            detail: self.detail.clone(),
            severity: Some(self.severity.code().into()),
            subject_kind: Some(self.subject.kind.code().into()),
            subject_id: Some(self.subject.id.clone()),
            pair: self.pair.clone(),
            township: self.township.clone(),
            village: self.village.clone(),
            unit: self.unit.clone(),
            amount: self.amount,
            message: Some(self.message(Lang::Zh).into()),
            message_en: Some(self.message(Lang::En).into()),
            rulebook: self.rulebook.clone(),
            clause: self.clause.clone(),
            parameter: self.parameter.clone(),
        }
    }
}

fn fill(template: &str, argument: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match argument(name) {
            Some(value) => out.push_str(&value),
            // Left visible, so that a test sees a template without its value.
            None => out.push_str(&format!("{{{name}}}")),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

table! {
    /// One finding, as files hold it; its evidence stands beside it.
    output FindingRecord = "findings", "问题清单" {
        /// Stable hash of code, subject, pair and detail.
        finding_id: text [key] = "问题编号";
        /// Code.
        code: text = "问题代码";
        /// Step, purpose, paper, field, column, ledger or row that it is about.
        detail: text = "细目";
        /// error, warning or info.
        severity: text = "级别";
        /// Kind of subject.
        subject_kind: text = "对象类别";
        /// Subject.
        subject_id: text = "对象编号";
        /// Left and right ledger.
        pair: text = "比对双方";
        /// Township.
        township: text = "乡镇";
        /// Village.
        village: text = "行政村";
        /// Body that keeps the rows.
        unit: text = "建账单位";
        /// By how much.
        amount: amount = "金额";
        /// The sentence, in Chinese.
        message: text = "问题说明";
        /// The sentence, in English.
        message_en: text = "问题说明（英文）";
        /// Rulebook.
        rulebook: text = "规则集";
        /// Clause ids, several with `;`.
        clause: text = "依据条款";
        /// Parameter used.
        parameter: text = "参数";
    }
}

/// A finding as read back from a file, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredFinding {
    /// The columns.
    pub record: FindingRecord,
    /// The cells.
    pub evidence: Vec<Cell>,
}

impl From<&Finding> for StoredFinding {
    fn from(finding: &Finding) -> Self {
        Self { record: finding.record(), evidence: finding.evidence.clone() }
    }
}

/// The text that stands for a value that was not stated, in messages.
#[must_use]
pub fn or_blank(value: &Value) -> String {
    if value.is_null() { "（空）".to_owned() } else { value.to_string() }
}
