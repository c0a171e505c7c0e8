//! The arguments of `papers`.

use clap::Args;
use std::path::PathBuf;

/// Which papers of a case, and where to.
#[derive(Debug, Args)]
pub(crate) struct Papers {
    /// 案卷目录
    #[arg(value_name = "案卷")]
    pub(crate) case: PathBuf,
    /// 乡镇
    #[arg(long, value_name = "乡镇")]
    pub(crate) township: Option<String>,
    /// 写入的目录；默认为案卷的 papers/
    #[arg(long, short, value_name = "目录")]
    pub(crate) output: Option<PathBuf>,
}
