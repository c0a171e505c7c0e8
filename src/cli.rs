//! The command line.

use casefile::Step;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ledger::Severity;
use std::path::PathBuf;

/// 扶贫（帮扶）项目资产对账：账账相符、账实相符、确权、收益分配、处置。
#[derive(Debug, Parser)]
#[command(name = "duizhang", version, bin_name = "duizhang", disable_help_subcommand = true)]
#[command(
    after_help = "示例：\n  duizhang new 2024清算 --county 云川县 --rulebook tuoli-2020 --year 2024\n  duizhang run 2024清算\n\n退出码：0 无问题；1 有达到 --fail-on 级别的问题；2 命令行或案卷有误；3 有文件无法读取（其余已完成）；4 内部核对不符（未替换任何结果）。"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags of every command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    /// 输出语言
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "zh",
        env = "DUIZHANG_LANG",
        help_heading = "通用"
    )]
    pub(crate) lang: Language,
    /// 不显示进度与说明
    #[arg(long, short, global = true, help_heading = "通用")]
    pub(crate) quiet: bool,
    /// 结果以 JSON 输出
    #[arg(long, global = true, help_heading = "通用")]
    pub(crate) json: bool,
    /// 达到哪一级问题时退出码为 1
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "error",
        value_name = "级别",
        help_heading = "通用"
    )]
    pub(crate) fail_on: FailOn,
}

/// Language of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

/// From which severity the exit status is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// 错误
    Error,
    /// 警告
    Warning,
    /// 提示
    Info,
    /// 从不
    Never,
}

impl FailOn {
    /// The severity; `None` = never.
    pub(crate) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 新建案卷，附各表空白样表
    #[command(
        after_help = "示例：\n  duizhang new 2024清算 --county 云川县 --rulebook tuoli-2020 --year 2024\n  duizhang new 案卷/2025 --county 云川县 --rulebook tuoli-2020 --year 2025"
    )]
    New(New),
    /// 全部步骤，直至报告；已是最新的步骤不重做
    #[command(
        after_help = "示例：\n  duizhang run 2024清算\n  duizhang run 2024清算 --format csv --fail-on warning"
    )]
    Run(OnCase),
    /// 收录：把收到的表格读成规范表
    #[command(
        after_help = "示例：\n  duizhang ingest 2024清算\n  duizhang ingest 2024清算 --format csv\n\n可读：.xlsx .xlsm .xlsb .xls .et .ods .csv .tsv .parquet，按内容而不按扩展名辨认。\n文件限额写在 case.toml 的 [limits]（缺省值）：cells = 10000000，text_mib = 256，inflated_mib = 512，ratio = 250，rows = 1048576，columns = 2000。"
    )]
    Ingest(OnCase),
    /// 核对：台账之间、资金、账务、实物
    #[command(
        after_help = "示例：\n  duizhang reconcile 2024清算\n  duizhang reconcile 2024清算 --json"
    )]
    Reconcile(OnCase),
    /// 确权：按本县规则判定产权与管护
    #[command(
        name = "confirm-ownership",
        after_help = "示例：\n  duizhang confirm-ownership 2024清算\n  duizhang confirm-ownership 2024清算 --format csv"
    )]
    ConfirmOwnership(OnCase),
    /// 收益分配：计算并核对
    #[command(
        after_help = "示例：\n  duizhang distribute 2024清算\n  duizhang distribute --amount 128456.37 --rulebook tuoli-2020"
    )]
    Distribute(Distribute),
    /// 处置核查：逐项列出应有步骤
    #[command(
        name = "dispose-check",
        after_help = "示例：\n  duizhang dispose-check 2024清算\n  duizhang dispose-check 2024清算 --json"
    )]
    DisposeCheck(OnCase),
    /// 报告：年终清算报告、问题清单、汇总
    #[command(after_help = "示例：\n  duizhang report 2024清算\n  duizhang report 2024清算 --json")]
    Report(OnCase),
    /// 查看问题
    #[command(
        after_help = "示例：\n  duizhang findings 2024清算 --code ledger.value-differs --township 铁厂沟镇\n  duizhang findings 2024清算 --severity error --json"
    )]
    Findings(Findings),
    /// 说明一个问题：单元格、匹配、规则、条款
    #[command(
        after_help = "示例：\n  duizhang explain 2024清算 F-7c1d0b\n  duizhang explain 2024清算 F-7c1d0b --json"
    )]
    Explain(Explain),
    /// 规则集
    #[command(after_help = "示例：\n  duizhang rulebook list\n  duizhang rulebook show tuoli-2020")]
    Rulebook(RulebookCommand),
    /// 生成命令补全脚本
    #[command(
        after_help = "示例：\n  duizhang completions bash > duizhang.bash\n  duizhang completions zsh > _duizhang"
    )]
    Completions {
        /// 命令解释器
        shell: clap_complete::Shell,
    },
}

/// A step on a case.
#[derive(Debug, Clone, Args)]
pub(crate) struct OnCase {
    /// 案卷目录
    #[arg(value_name = "案卷")]
    pub(crate) case: PathBuf,
    #[command(flatten)]
    pub(crate) options: StepOptions,
}

/// How a step runs.
#[derive(Debug, Clone, Args)]
pub(crate) struct StepOptions {
    /// 结果表的存储格式
    #[arg(long, value_enum, default_value = "parquet", value_name = "格式")]
    pub(crate) format: TableFormat,
    /// 并行线程数（结果与线程数无关）
    #[arg(long, value_name = "数", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
}

/// How tables are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// Apache Parquet
    Parquet,
    /// UTF-8（带 BOM）CSV
    Csv,
}

impl From<TableFormat> for frames::Format {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Parquet => Self::Parquet,
            TableFormat::Csv => Self::Csv,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// 新案卷的目录
    #[arg(value_name = "案卷")]
    pub(crate) case: PathBuf,
    /// 县名
    #[arg(long, value_name = "县名")]
    pub(crate) county: String,
    /// 规则集编号或文件
    #[arg(long, value_name = "规则集")]
    pub(crate) rulebook: String,
    /// 清算年度
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i32).range(1978..=2100))]
    pub(crate) year: i32,
}

#[derive(Debug, Args)]
pub(crate) struct Distribute {
    /// 案卷目录
    #[arg(value_name = "案卷", required_unless_present = "amount")]
    pub(crate) case: Option<PathBuf>,
    /// 只计算一笔金额（元）的分配
    #[arg(long, value_name = "元", requires = "rulebook", conflicts_with = "case")]
    pub(crate) amount: Option<String>,
    /// 规则集编号（与 --amount 同用）
    #[arg(long, value_name = "规则集", requires = "amount")]
    pub(crate) rulebook: Option<String>,
    #[command(flatten)]
    pub(crate) options: StepOptions,
}

#[derive(Debug, Args)]
pub(crate) struct Findings {
    /// 案卷目录
    #[arg(value_name = "案卷")]
    pub(crate) case: PathBuf,
    /// 问题代码或其开头，如 ledger. 或 ledger.value-differs
    #[arg(long, value_name = "代码")]
    pub(crate) code: Vec<String>,
    /// 级别
    #[arg(long, value_enum, value_name = "级别")]
    pub(crate) severity: Option<SeverityName>,
    /// 乡镇
    #[arg(long, value_name = "乡镇")]
    pub(crate) township: Option<String>,
    /// 行政村
    #[arg(long, value_name = "村")]
    pub(crate) village: Option<String>,
    /// 建账单位
    #[arg(long, value_name = "单位")]
    pub(crate) unit: Option<String>,
    /// 对象编号，如资产编号
    #[arg(long, value_name = "编号")]
    pub(crate) subject: Option<String>,
    /// 只看某一步骤
    #[arg(long, value_name = "步骤", value_parser = step_parser)]
    pub(crate) step: Option<Step>,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeverityName {
    /// 错误
    Error,
    /// 警告
    Warning,
    /// 提示
    Info,
}

fn step_parser(name: &str) -> Result<Step, String> {
    let names = Step::ALL.map(Step::name).join("、");
    Step::ALL.into_iter().find(|s| s.name() == name).ok_or_else(|| format!("步骤应为 {names}"))
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// 案卷目录
    #[arg(value_name = "案卷")]
    pub(crate) case: PathBuf,
    /// 问题编号，或其能唯一确定的开头
    #[arg(value_name = "问题编号")]
    pub(crate) finding: String,
}

#[derive(Debug, Args)]
pub(crate) struct RulebookCommand {
    #[command(subcommand)]
    pub(crate) command: RulebookVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulebookVerb {
    /// 列出内置规则集
    List,
    /// 显示一个规则集
    Show {
        /// 编号或文件
        #[arg(value_name = "规则集")]
        book: String,
    },
    /// 检查一个规则集：不可达、无人答复、相互冲突的条款
    Check {
        /// 编号或文件
        #[arg(value_name = "规则集")]
        book: String,
    },
}
