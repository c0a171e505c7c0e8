//! Help and usage errors in the language of the user. The command line is defined once, in
//! Chinese; English texts stand here by their Chinese, so that a text without a translation shows.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command};

const ZH_TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n";
const EN_TEMPLATE: &str = "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}\n";

/// The command line with help in that language.
pub(crate) fn localised(command: Command, english: bool) -> Command {
    let (heading, help) =
        if english { ("Options", "Print version") } else { ("选项", "显示版本") };
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_version_flag(true).arg(version.help(help).help_heading(heading));
    with_subcommands(command, english)
}

fn with_subcommands(command: Command, english: bool) -> Command {
    let command = one(command, english);
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |c| with_subcommands(c, english))
    })
}

fn one(command: Command, english: bool) -> Command {
    let say = |zh: &'static str, en: &'static str| if english { en } else { zh };
    let template = if english { EN_TEMPLATE } else { ZH_TEMPLATE };
    let (heading, positional) = (say("选项", "Options"), say("参数", "Arguments"));
    let mut command = command
        .help_template(template)
        .subcommand_help_heading(say("命令", "Commands"))
        .disable_help_flag(true)
        .mut_args(|arg| {
            let own = if arg.is_positional() { positional } else { heading };
            let general = arg.get_help_heading().is_some();
            let arg = translated(arg, english);
            arg.help_heading(if general { say("通用", "General") } else { own })
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(say("显示帮助", "Print help"))
                .help_heading(heading),
        );
    if english {
        if let Some(about) = command.get_about().and_then(english_of) {
            command = command.about(about);
        }
        if let Some(after) =
            command.get_after_help().map(|text| text.to_string().replace("示例：", "Examples:"))
        {
            command = command.after_help(exit_statuses(&after));
        }
    }
    command
}

fn translated(arg: Arg, english: bool) -> Arg {
    match arg.get_help().and_then(english_of) {
        Some(help) if english => arg.help(help),
        _ => arg,
    }
}

/// The last paragraph of the first page.
fn exit_statuses(after: &str) -> String {
    let examples = after.split("\n\n退出码").next().unwrap_or(after);
    if examples.len() == after.len() {
        return after.to_owned();
    }
    format!(
        "{examples}\n\nExit status: 0 nothing found; 1 findings at or above --fail-on; 2 the command line or the case is wrong; \
         3 some input could not be read (the rest was done); 4 an internal check failed (nothing was replaced)."
    )
}

fn english_of(chinese: &StyledStr) -> Option<&'static str> {
    let chinese = chinese.to_string();
    ENGLISH.iter().find(|(zh, _)| *zh == chinese).map(|(_, en)| *en)
}

const ENGLISH: &[(&str, &str)] = &[
    (
        "扶贫（帮扶）项目资产对账：账账相符、账实相符、确权、收益分配、处置。",
        "Reconciles a county's alleviation-project assets: books with books, books with things, title, income, disposal",
    ),
    ("输出语言", "Language of output"),
    ("记录人工决定：两行是否同一资产", "Records a decision: whether two rows are one asset"),
    ("是同一资产", "They are one asset"),
    ("不是同一资产", "They are not one asset"),
    ("左方的行：行编号，或“文件!工作表!行号”", "Row of the left side: its id, or file!sheet!row"),
    ("右方的行：行编号，或“文件!工作表!行号”", "Row of the right side: its id, or file!sheet!row"),
    ("决定人的岗位（不写姓名）", "Post of the person who decides (no name)"),
    ("理由", "Why"),
    ("决定日期（默认今天）", "Day of the decision (default: today)"),
    ("不显示进度与说明", "No progress, no notes"),
    ("结果以 JSON 输出", "Results as JSON"),
    ("达到哪一级问题时退出码为 1", "From which severity the exit status is 1"),
    (
        "样表：空白的、按案卷预填的，或分村盘点表",
        "Templates: blank, filled from a case, or count sheets by village",
    ),
    (
        "表名，如 assets 或 资产台账；physical_counts 为分村盘点表",
        "Table, such as assets; physical_counts gives count sheets by village",
    ),
    ("用该案卷已收录的内容预填", "Fill it with what that case holds"),
    ("写入的目录；默认为案卷的 templates/", "Folder to write to; the case's templates/ by default"),
    (
        "文书：按确权结果起草确权书，未定的另列",
        "Drafts title papers from the decisions; what is not decided is listed apart",
    ),
    ("写入的目录；默认为案卷的 papers/", "Folder to write to; the case's papers/ by default"),
    ("新建案卷，附各表空白样表", "Make a case folder, with blank templates"),
    (
        "全部步骤，直至报告；已是最新的步骤不重做",
        "All steps, then the report; steps that are current are not done again",
    ),
    ("收录：把收到的表格读成规范表", "Read what was received into typed tables"),
    (
        "只说明各工作表将如何读取，不写任何文件",
        "Only say how each sheet would be read; write nothing",
    ),
    (
        "把读法追加到 case.toml 的 [[input]]，供核对修改；不收录",
        "Append how sheets are read to case.toml as [[input]] entries to edit; ingest nothing",
    ),
    ("核对：台账之间、资金、账务、实物", "Reconcile ledgers, funds, accounts and counts"),
    ("确权：按本县规则判定产权与管护", "Decide owners and check custody by the county's rules"),
    ("收益分配：计算并核对", "Compute and check the distribution of income"),
    ("处置核查：逐项列出应有步骤", "Check each disposal against the steps demanded"),
    (
        "报告：年终清算报告、问题清单、汇总",
        "Write the year-end report, the findings and the summary",
    ),
    ("查看问题", "Look at findings"),
    (
        "用 SQL 查询案卷各表；不写语句则列出各表",
        "Ask the tables of a case in SQL; without a statement, list them",
    ),
    ("一条 SELECT 语句；- 表示从标准输入读取", "One SELECT statement; - reads standard input"),
    ("结果以 CSV 输出", "Results as CSV"),
    ("说明一个问题：单元格、匹配、规则、条款", "Explain a finding: cells, match, rule, clause"),
    ("规则集", "Rulebooks"),
    ("生成命令补全脚本", "Print a completion script"),
    ("命令解释器", "Shell"),
    ("案卷目录", "Case folder"),
    (
        "上年案卷：结转年初年末，对比问题；默认用 case.toml 的 prior",
        "The prior year's case: rolls its ledgers forward and compares findings; default: prior in case.toml",
    ),
    ("结果表的存储格式", "How result tables are stored"),
    ("并行线程数（结果与线程数无关）", "Threads (results do not depend on it)"),
    (
        "左表：CSV、Parquet 或工作簿（文件#工作表）",
        "Left table: CSV, Parquet or a workbook (file#sheet)",
    ),
    ("右表", "Right table"),
    ("作为键的列，几列合为一键", "Columns that together are the key"),
    ("要比较的列；不写则比较两表共有的列", "Columns to compare; all common ones where absent"),
    ("两表列名不同的：左列=右列", "Columns named differently: left=right"),
    ("允许的差额：列=0.01", "Difference accepted: column=0.01"),
    ("结果写入的目录", "Folder to write the results to"),
    (
        "按相似配对的列（键未配上的行，或全部）；不需要样本",
        "Columns by whose likeness rows are paired (what --on left, or all); no labels needed",
    ),
    (
        "按合计配对的金额列：一行对几行，数清有几种凑法",
        "Column of amounts by whose counted sums rows are paired, one to several",
    ),
    ("合计只在这些列相同的行之间找", "Columns that hold the rows of a sum together"),
    ("一个合计最多几行", "Most rows of a sum"),
    ("新案卷的目录", "Folder of the new case"),
    ("县名", "County"),
    ("规则集编号或文件", "Rulebook id or file"),
    ("清算年度", "Year being cleared"),
    ("只计算一笔金额（元）的分配", "Only split one amount (yuan)"),
    ("规则集编号（与 --amount 同用）", "Rulebook (with --amount)"),
    (
        "问题代码或其开头，如 ledger. 或 ledger.value-differs",
        "Code, or its beginning: ledger. or ledger.value-differs",
    ),
    ("级别", "Severity"),
    ("乡镇", "Township"),
    ("行政村", "Village"),
    ("建账单位", "Unit that keeps the ledger"),
    ("对象编号，如资产编号", "Subject, such as an asset id"),
    ("只看某一步骤", "Only one step"),
    ("问题编号，或其能唯一确定的开头", "Finding id, or any unique beginning of it"),
    ("列出内置规则集", "List the built-in rulebooks"),
    ("显示一个规则集", "Show a rulebook"),
    (
        "检查一个规则集：不可达、无人答复、相互冲突的条款，并试各情形",
        "Check a rulebook: clauses that cannot win, questions nobody answers, conflicts; try its examples",
    ),
    (
        "每一条由哪些检查、哪些情形为证；不到百分之百时退出码为 1",
        "Which checks and examples show each clause; exit status 1 below 100 %",
    ),
    ("编号或文件；不写则为全部内置规则集", "Id or file; all built-in rulebooks where absent"),
    ("并列比较两个规则集", "Compare two rulebooks side by side"),
    (
        "新建一个县的规则集：列出全部检查，待逐项答复",
        "Begin a county's rulebook: every check, still to be answered",
    ),
    ("规则集编号，如 某县拼音-2024", "Id of the rulebook, such as the county's name and the year"),
    ("写入的文件", "File to write"),
    (
        "只说明改用另一规则集时问题有何不同，不改动案卷",
        "Only say which findings would differ under another rulebook; the case is left as it is",
    ),
    ("编号或文件", "Id or file"),
];

/// A usage error in Chinese, with what was typed and what is possible.
pub(crate) fn usage_error(error: &clap::Error) -> String {
    let context = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let problem = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的参数 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令“{}”", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "请写一个命令".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} 与 {} 不能同时使用", context(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} 的值“{}”无效", context(ContextKind::InvalidValue))
        }
        _ => error.to_string(),
    };
    let valid = context(ContextKind::ValidValue);
    let valid = if valid.is_empty() { String::new() } else { format!("（可用：{valid}）") };
    format!("{problem}{valid}；用 --help 查看用法")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::CommandFactory;

    fn texts(command: &Command, out: &mut Vec<String>) {
        out.extend(command.get_about().map(ToString::to_string));
        out.extend(
            command
                .get_arguments()
                .filter(|a| a.get_id() != "help" && a.get_id() != "version")
                .filter_map(|a| a.get_help().map(ToString::to_string)),
        );
        command.get_subcommands().for_each(|c| texts(c, out));
    }

    #[test]
    fn every_help_text_has_an_english_one() {
        let mut all = Vec::new();
        texts(&Cli::command(), &mut all);
        let lacking: Vec<&String> =
            all.iter().filter(|zh| !ENGLISH.iter().any(|(known, _)| known == zh)).collect();
        assert!(lacking.is_empty(), "{lacking:?}");
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for english in [false, true] {
            localised(Cli::command(), english).debug_assert();
        }
    }
}
