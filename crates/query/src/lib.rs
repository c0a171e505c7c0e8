//! Questions in SQL to the tables of a case.
//!
//! Goes in: rows of any table of [`ledger`] ([`Database::add`]) and one `SELECT`. Comes out: named
//! columns and rows ([`Answer`]). The engine is SQLite, in memory; nothing is opened or written.
//!
//! What must always hold:
//!
//! * money is an integer number of fen in the column's own name, so that `SUM` is exact, and beside
//!   it stands `<column>_yuan`, a text with two decimals; `yuan(fen)` writes any sum of fen that way;
//! * quantities, ratios and percentages are exact texts; `exact_sum(column)` adds them up exactly;
//! * dates are `YYYY-MM-DD`, yes and no are 1 and 0, several texts are joined by 、;
//! * a statement that would change a table, or touch a file, is refused.

mod functions;
mod schema;

use ledger::Row;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};

/// Rows that one answer may have; a longer one is refused, never cut.
pub const ROWS_MAX: usize = 1_000_000;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The engine refused: the message names the table, column or word.
    #[error("SQL：{0}")]
    Sql(#[from] rusqlite::Error),
    /// Only questions are answered.
    #[error("只能查询（SELECT），不能改动案卷")]
    Changes,
    /// The answer has too many rows.
    #[error("结果超过 {ROWS_MAX} 行：请用 WHERE 或 LIMIT 缩小范围")]
    TooManyRows,
}

/// Tables in memory.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
}

/// What a question gave: names of columns, and rows as wide as that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// Names, as the question states them.
    pub columns: Vec<String>,
    /// Rows, in the order of the question; without `ORDER BY`, that of the tables.
    pub rows: Vec<Vec<Field>>,
}

/// One value of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Not stated.
    Null,
    /// A whole number; money in fen.
    Integer(i64),
    /// A number that the question itself computed with a fraction, as its shortest decimal.
    Real(String),
    /// Text.
    Text(String),
}

impl Database {
    /// No tables yet.
    ///
    /// # Errors
    /// When the engine cannot start.
    pub fn new() -> Result<Self, QueryError> {
        let connection = Connection::open_in_memory()?;
        // No other file can be reached: ATTACH and VACUUM INTO both need a second database.
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        functions::add(&connection)?;
        Ok(Self { connection })
    }

    /// Adds a table of that name with these rows.
    ///
    /// # Errors
    /// When the name is taken, or memory runs out.
    pub fn add<R: Row>(&mut self, name: &str, rows: &[R]) -> Result<(), QueryError> {
        let table = schema::Table::of::<R>(name);
        self.connection.execute_batch(&table.create())?;
        let transaction = self.connection.transaction()?;
        {
            let mut insert = transaction.prepare(&table.insert())?;
            for row in rows {
                insert.execute(params_from_iter(schema::fields(row)))?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// Answers one question.
    ///
    /// # Errors
    /// [`QueryError`]: the statement is wrong, would change something, or gives too many rows.
    pub fn ask(&self, sql: &str) -> Result<Answer, QueryError> {
        let mut statement = self.connection.prepare(sql)?;
        if !statement.readonly() || statement.column_count() == 0 {
            return Err(QueryError::Changes);
        }
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query([])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            if rows.len() == ROWS_MAX {
                return Err(QueryError::TooManyRows);
            }
            let fields = (0..columns.len()).map(|at| row.get_ref(at).map(field));
            rows.push(fields.collect::<Result<_, _>>()?);
        }
        Ok(Answer { columns, rows })
    }
}

fn field(value: ValueRef<'_>) -> Field {
    match value {
        ValueRef::Null => Field::Null,
        ValueRef::Integer(number) => Field::Integer(number),
        ValueRef::Real(number) => Field::Real(number.to_string()),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            Field::Text(String::from_utf8_lossy(text).into_owned())
        }
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Real(text) | Self::Text(text) => f.write_str(text),
        }
    }
}
