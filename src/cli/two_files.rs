//! The two files of `reconcile --left --right`, and how their rows are paired.

use clap::Args;
use ledger::Decimal;
use std::path::PathBuf;

/// Two files to compare.
#[derive(Debug, Args)]
pub(crate) struct TwoFiles {
    /// 左表：CSV、Parquet 或工作簿（文件#工作表）
    #[arg(long, value_name = "文件", requires = "right", conflicts_with = "case")]
    pub(crate) left: Option<PathBuf>,
    /// 右表
    #[arg(long, value_name = "文件", requires = "left")]
    pub(crate) right: Option<PathBuf>,
    /// 作为键的列，几列合为一键
    #[arg(long, value_name = "列", value_delimiter = ',', requires = "left")]
    pub(crate) on: Vec<String>,
    /// 按相似配对的列（键未配上的行，或全部）；不需要样本
    #[arg(long, value_name = "列", value_delimiter = ',', requires = "left")]
    pub(crate) similar: Vec<String>,
    /// 按合计配对的金额列：一行对几行，数清有几种凑法
    #[arg(long, value_name = "列", requires = "left")]
    pub(crate) sum: Option<String>,
    /// 合计只在这些列相同的行之间找
    #[arg(long, value_name = "列", value_delimiter = ',', requires = "sum")]
    pub(crate) within: Vec<String>,
    /// 一个合计最多几行
    #[arg(long, value_name = "数", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=40))]
    pub(crate) max_items: u8,
    /// 要比较的列；不写则比较两表共有的列
    #[arg(long, value_name = "列", value_delimiter = ',', requires = "left")]
    pub(crate) compare: Option<Vec<String>>,
    /// 两表列名不同的：左列=右列
    #[arg(long, value_name = "左=右", value_delimiter = ',', value_parser = renaming, requires = "left")]
    pub(crate) map: Vec<(String, String)>,
    /// 允许的差额：列=0.01
    #[arg(long, value_name = "列=差额", value_delimiter = ',', value_parser = tolerance, requires = "left")]
    pub(crate) tolerance: Vec<(String, Decimal)>,
    /// 结果写入的目录
    #[arg(long, value_name = "目录", requires = "left")]
    pub(crate) out: Option<PathBuf>,
}

fn renaming(text: &str) -> Result<(String, String), String> {
    let (left, right) = text.split_once('=').ok_or("应写作 左列=右列")?;
    Ok((left.trim().to_owned(), right.trim().to_owned()))
}

fn tolerance(text: &str) -> Result<(String, Decimal), String> {
    let (column, limit) = text.split_once('=').ok_or("应写作 列=0.01")?;
    let limit =
        Decimal::from_str_exact(limit.trim()).ok().filter(|limit| !limit.is_sign_negative());
    Ok((column.trim().to_owned(), limit.ok_or("差额应为不小于零的数")?))
}
