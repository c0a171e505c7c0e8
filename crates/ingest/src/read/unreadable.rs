//! Why a file cannot be read, and what to do about it.

use ledger::codes::intake;
use ledger::{Cell, Finding, Subject, SubjectKind};

/// Why a file gives no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unreadable {
    /// No bytes at all.
    Empty,
    /// Password.
    Encrypted,
    /// Broken or cut off.
    Damaged,
    /// A web page or an XML table under a workbook's name.
    Markup,
    /// Neither workbook nor text.
    Foreign,
    /// Inflates to more than the limit.
    TooLarge,
    /// Inflates to so many times its size that it can only be meant to harm.
    Bomb,
    /// A workbook without a sheet that holds cells: macros or charts only.
    NoSheets,
    /// More rows, columns or cells than the limit.
    TooManyCells,
    /// More rows than the limit, as they lie in memory.
    TooManyRows,
    /// Text in no encoding that is known.
    Encoding,
}

impl Unreadable {
    /// What is wrong and what to do: Chinese, English.
    const fn reason(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => ("文件是空的，请重新报送", "the file is empty: send it again"),
            Self::Encrypted => (
                "文件加了密码，请去掉打开密码后另存",
                "protected by a password: save it without one",
            ),
            Self::Damaged => (
                "文件已损坏或不完整，请用原程序打开另存，或重新报送",
                "damaged or cut off: save it again from the original",
            ),
            Self::Markup => (
                "内容是网页或 XML 表格而不是工作簿，请用 Excel 或 WPS 打开，另存为 .xlsx",
                "a web page or XML table, no workbook: open it and save it as .xlsx",
            ),
            Self::Foreign => (
                "不是工作簿，也不是文本表格，请另存为 .xlsx 或 .csv",
                "neither workbook nor text table: save it as .xlsx or .csv",
            ),
            Self::TooLarge => (
                "解压后超过限额，请删去图片等内容后另存；确属正常文件的，可在 case.toml 的 [limits] 中提高 inflated_mib",
                "inflates beyond the limit: save it without pictures, or raise inflated_mib in [limits] of case.toml",
            ),
            Self::TooManyCells => (
                "行、列、单元格数或文字量超过限额，请只保留数据区域后另存；确属正常文件的，可在 case.toml 的 [limits] 中提高 rows、columns、cells 或 text_mib",
                "beyond the limit of rows, columns, cells or text: keep the data only, or raise rows, columns, cells or text_mib in [limits] of case.toml",
            ),
            Self::TooManyRows => (
                "行数太多，一次读入超过内存限额，请按乡镇或年度分成几个文件；确属正常文件且内存充足的，可在 case.toml 的 [limits] 中提高 rows_mib",
                "more rows than fit into the limit of memory: send them as several files, by township or year, or raise rows_mib in [limits] of case.toml",
            ),
            Self::Bomb => (
                "解压后大小是文件的数百倍，疑为恶意压缩；确属正常文件的，可在 case.toml 的 [limits] 中提高 ratio",
                "inflates to hundreds of times its size, as files made to do harm: if it is sound, raise ratio in [limits] of case.toml",
            ),
            Self::NoSheets => {
                ("文件中只有宏或图表，没有工作表", "holds macros or charts only, no worksheet")
            }
            Self::Encoding => {
                ("文本编码无法辨认，请另存为 UTF-8", "unknown text encoding: save it as UTF-8")
            }
        }
    }

    /// The same in one Chinese sentence.
    pub(crate) fn sentence(self) -> String {
        let (problem, remedy) = self.reason();
        format!("{problem}：{remedy}")
    }

    /// The finding.
    pub(crate) fn finding(self, path: &str) -> Finding {
        let (zh, en) = self.reason();
        Finding::new(&intake::FILE_UNREADABLE, Subject::new(SubjectKind::File, path))
            .arg_in("reason", zh, en)
            .cells([Cell { src_file: path.into(), ..Cell::default() }])
    }
}
