//! The command line.

mod papers;
mod two_files;

pub(crate) use papers::Papers;
pub(crate) use two_files::TwoFiles;

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
    /// 样表：空白的、按案卷预填的，或分村盘点表
    #[command(
        after_help = "示例：\n  duizhang template --table physical_counts --township 铁厂沟镇 --from 2024清算 -o 盘点\n  duizhang template --table assets --township 铁厂沟镇 --from 2024清算\n  duizhang template --table contracts"
    )]
    Template(Template),
    /// 全部步骤，直至报告；已是最新的步骤不重做
    #[command(
        after_help = "示例：\n  duizhang run 2024清算\n  duizhang run 2024清算 --prior 2023清算 --fail-on warning\n  duizhang run 2024清算 --what-if makit-2025"
    )]
    Run(Run),
    /// 收录：把收到的表格读成规范表
    #[command(
        after_help = "示例：\n  duizhang ingest 2024清算\n  duizhang ingest 2024清算 --dry-run\n  duizhang ingest 2024清算 --write-mapping\n\n可读：.xlsx .xlsm .xlsb .xls .et .ods .csv .tsv .parquet，按内容而不按扩展名辨认。\n文件限额写在 case.toml 的 [limits]（缺省值）：cells = 10000000，text_mib = 256，inflated_mib = 512，ratio = 250，rows = 1048576，columns = 2000，rows_mib = 640。\n一步估计所需内存超过 memory_bytes（8589934592）时不开始。"
    )]
    Ingest(Ingest),
    /// 核对：台账之间、资金、账务、实物
    #[command(
        after_help = "示例：\n  duizhang reconcile 2024清算\n  duizhang reconcile --left 总台账.csv --right 乡镇.xlsx --on asset_id --compare original_value --out 差异"
    )]
    Reconcile(Reconcile),
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
    Report(SincePrior),
    /// 文书：按确权结果起草确权书，未定的另列
    #[command(
        after_help = "示例：\n  duizhang papers 2024清算\n  duizhang papers 2024清算 --township 铁厂沟镇 -o 文书\n\n只为已确定的资产起草；与台账不一致或待县级决定的，以及须手填的空缺（＿＿＿），列在 待定.xlsx。已有的文书不予覆盖。"
    )]
    Papers(Papers),
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
    /// 用 SQL 查询案卷各表；不写语句则列出各表
    #[command(
        after_help = "示例：\n  duizhang query 2024清算\n  duizhang query 2024清算 \"SELECT township, yuan(SUM(original_value)) FROM assets WHERE ledger = 'county' GROUP BY township\""
    )]
    Query(Query),
    /// 记录人工决定：两行是否同一资产
    #[command(
        after_help = "示例：\n  duizhang decide 2024清算 --match assets-2482acb3 assets-1b222613 --by 县乡村振兴局资产管理岗 --reason 现场核实\n  duizhang decide 2024清算 --not-match 'inbox/县.csv!!12' 'inbox/乡镇.xlsx!Sheet1!7' --by 县乡村振兴局资产管理岗 --reason 两处不同"
    )]
    Decide(Decide),
    /// 规则集
    #[command(
        after_help = "示例：\n  duizhang rulebook show tuoli-2020\n  duizhang rulebook new yunling-2024 --county 云岭县 -o yunling-2024.toml\n  duizhang rulebook check yunling-2024.toml\n\n情形写在规则集文件旁：yunling-2024-scenarios.toml（归属）和 situations/yunling-2024/步骤.toml（几行数据和应有的问题）。"
    )]
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

/// A step on a case that looks back at the prior year's.
#[derive(Debug, Clone, Args)]
pub(crate) struct SincePrior {
    #[command(flatten)]
    pub(crate) on: OnCase,
    /// 上年案卷：结转年初年末，对比问题；默认用 case.toml 的 prior
    #[arg(long, value_name = "案卷")]
    pub(crate) prior: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) since: SincePrior,
    /// 只说明改用另一规则集时问题有何不同，不改动案卷
    #[arg(long, value_name = "规则集")]
    pub(crate) what_if: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Ingest {
    #[command(flatten)]
    pub(crate) on: OnCase,
    /// 只说明各工作表将如何读取，不写任何文件
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// 把读法追加到 case.toml 的 [[input]]，供核对修改；不收录
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) write_mapping: bool,
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
pub(crate) struct Template {
    /// 表名，如 assets 或 资产台账；physical_counts 为分村盘点表
    #[arg(long, value_name = "表")]
    pub(crate) table: String,
    /// 用该案卷已收录的内容预填
    #[arg(long, value_name = "案卷")]
    pub(crate) from: Option<PathBuf>,
    /// 乡镇
    #[arg(long, value_name = "乡镇")]
    pub(crate) township: Option<String>,
    /// 行政村
    #[arg(long, value_name = "村")]
    pub(crate) village: Option<String>,
    /// 写入的目录；默认为案卷的 templates/
    #[arg(long, short, value_name = "目录")]
    pub(crate) output: Option<PathBuf>,
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

/// A case, or any two files.
#[derive(Debug, Args)]
pub(crate) struct Reconcile {
    /// 案卷目录
    #[arg(value_name = "案卷", required_unless_present = "left")]
    pub(crate) case: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) files: TwoFiles,
    /// 上年案卷：结转年初年末，对比问题；默认用 case.toml 的 prior
    #[arg(long, value_name = "案卷", conflicts_with = "left")]
    pub(crate) prior: Option<PathBuf>,
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
pub(crate) struct Query {
    /// 案卷目录
    #[arg(value_name = "案卷")]
    pub(crate) case: PathBuf,
    /// 一条 SELECT 语句；- 表示从标准输入读取
    #[arg(value_name = "SQL")]
    pub(crate) sql: Option<String>,
    /// 结果以 CSV 输出
    #[arg(long, conflicts_with = "json", requires = "sql")]
    pub(crate) csv: bool,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("verdict").required(true).args(["is_match", "is_not_match"]))]
pub(crate) struct Decide {
    /// 案卷目录
    #[arg(value_name = "案卷")]
    pub(crate) case: PathBuf,
    /// 是同一资产
    #[arg(long = "match")]
    pub(crate) is_match: bool,
    /// 不是同一资产
    #[arg(long = "not-match")]
    pub(crate) is_not_match: bool,
    /// 左方的行：行编号，或“文件!工作表!行号”
    #[arg(value_name = "左行")]
    pub(crate) left: String,
    /// 右方的行：行编号，或“文件!工作表!行号”
    #[arg(value_name = "右行")]
    pub(crate) right: String,
    /// 决定人的岗位（不写姓名）
    #[arg(long, value_name = "岗位")]
    pub(crate) by: String,
    /// 理由
    #[arg(long, value_name = "理由")]
    pub(crate) reason: String,
    /// 决定日期（默认今天）
    #[arg(long, value_name = "日期")]
    pub(crate) date: Option<ledger::NaiveDate>,
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
    /// 检查一个规则集：不可达、无人答复、相互冲突的条款，并试各情形
    Check {
        /// 编号或文件
        #[arg(value_name = "规则集")]
        book: String,
    },
    /// 每一条由哪些检查、哪些情形为证；不到百分之百时退出码为 1
    Coverage {
        /// 编号或文件；不写则为全部内置规则集
        #[arg(value_name = "规则集")]
        book: Option<String>,
    },
    /// 并列比较两个规则集
    Diff {
        /// 编号或文件
        #[arg(value_name = "甲")]
        left: String,
        /// 编号或文件
        #[arg(value_name = "乙")]
        right: String,
    },
    /// 新建一个县的规则集：列出全部检查，待逐项答复
    New {
        /// 规则集编号，如 某县拼音-2024
        #[arg(value_name = "编号", value_parser = rulebook_id)]
        id: String,
        /// 县名
        #[arg(long, value_name = "县名")]
        county: String,
        /// 写入的文件
        #[arg(long, short, value_name = "文件")]
        output: PathBuf,
    },
}

fn rulebook_id(text: &str) -> Result<String, String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = !text.is_empty() && text.chars().all(fits);
    fits.then(|| text.to_owned()).ok_or_else(|| "编号应由小写字母、数字和连字符组成".to_owned())
}
