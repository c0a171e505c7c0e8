//! The plan of a sheet in words that the shell prints.

use super::parts::Part;
use super::plan::{How, Plan, Target};
use super::recognise::Recognition;
use super::whole::Task;
use crate::layout::column_letters;
use crate::plan::{By, ColumnPlan, Filled, Said, SheetPlan};
use ledger::{Kind, Value};

/// The plan of a table that is known.
pub(super) fn plan(task: &Task<'_>, plan: &Plan, filled: &[(usize, Value, Said)]) -> SheetPlan {
    let layout = task.layout;
    let number = |row: usize| super::findings::row_number(row);
    let (heading_rows, data_rows) = match &task.part.relaid {
        Some(relaid) => ((number(relaid.labels.start), relaid.labels.end), None),
        None => (
            (number(layout.first_heading_row), layout.last_heading_row + 1),
            last_filled(task).map(|last| (number(layout.data.start), number(last))),
        ),
    };
    let ends = u32::try_from(heading_rows.1).unwrap_or(u32::MAX);
    let columns: Vec<ColumnPlan> = plan
        .columns
        .iter()
        .filter(|column| !column.heading.path.is_empty())
        .map(|column| self::column(plan, column))
        .collect();
    let money = |c: &&super::plan::Mapped| {
        matches!(c.target, Target::Field(i) if plan.field(i).is_some_and(|d| d.kind == Kind::Amount))
            || matches!(c.target, Target::Funding { .. })
    };
    SheetPlan {
        layout: shape(task.part),
        table: Some(plan.table.name),
        ledger: filled
            .iter()
            .find(|(index, ..)| plan.field(*index).is_some_and(|c| c.name == "ledger"))
            .map(|(_, value, _)| value.to_string()),
        heading_rows: Some((heading_rows.0, ends)),
        data_rows,
        unit: plan.columns.iter().find(money).map(|c| c.unit.label()),
        columns,
        filled: filled
            .iter()
            .filter_map(|(index, value, from)| {
                let field = plan.field(*index)?.name;
                Some(Filled { field, value: value.to_string(), from: from.clone() })
            })
            .collect(),
        ..empty(task.source.path, task.part)
    }
}

/// A plan that says where, and no more.
pub(super) fn empty(path: &str, part: &Part<'_>) -> SheetPlan {
    SheetPlan {
        file: path.to_owned(),
        sheet: part.grid.name.as_deref().map(str::to_owned),
        area: part.area.clone(),
        layout: "none",
        ..SheetPlan::default()
    }
}

fn shape(part: &Part<'_>) -> &'static str {
    part.relaid.as_ref().map_or("list", |relaid| relaid.shape.name())
}

/// The last row of the data that holds anything.
fn last_filled(task: &Task<'_>) -> Option<usize> {
    let holds = |row: &usize| {
        task.grid.rows.get(*row).is_some_and(|cells| cells.iter().any(|c| !c.is_empty()))
    };
    task.layout.data.clone().rev().find(holds)
}

fn column(plan: &Plan, column: &super::plan::Mapped) -> ColumnPlan {
    let (field, code) = match &column.target {
        Target::Field(index) => (plan.field(*index).map(|c| c.name), None),
        Target::Funding { source, .. } => (Some("fund_composition"), Some(source.to_string())),
        Target::Tick { field, code } => {
            (plan.field(*field).map(|c| c.name), Some((*code).to_owned()))
        }
        Target::Owner(says) => (says.column().map(|c| c.name), Some(says.whose())),
        Target::RowNumber | Target::Extra => (None, None),
    };
    let by = match (&column.target, column.how) {
        (Target::RowNumber, _) => By::RowNumber,
        (Target::Extra, _) => By::Extra,
        (Target::Funding { .. } | Target::Tick { .. } | Target::Owner(_), _) => By::Group,
        (Target::Field(_), How::Declared) => By::Declared,
        (Target::Field(_), How::Likeness(percent)) => By::Likeness(percent),
        (Target::Field(_), How::Name) => By::Name,
    };
    let amount = matches!(&column.target, Target::Field(i) if plan.field(*i).is_some_and(|c| c.kind == Kind::Amount))
        || matches!(column.target, Target::Funding { .. });
    ColumnPlan {
        at: column_letters(column.heading.at),
        heading: column.heading.shown.clone(),
        field,
        code,
        by,
        unit: amount.then(|| column.unit.label()),
    }
}

/// Why a sheet is taken for the table that it is, or why that cannot be told.
pub(super) fn reasons(found: Option<&Recognition>, declared: bool) -> Vec<Said> {
    if declared {
        return vec![Said::new("案卷写明", "the case says so")];
    }
    let Some(recognition) = found else {
        return vec![Said::new("看不出表头", "no headings were found")];
    };
    let Some(best) = recognition.candidates.first() else {
        return vec![Said::new(
            "表头与哪种表都不够像",
            "its headings are not enough like those of any table",
        )];
    };
    let mut why = Vec::new();
    if recognition.is_tie()
        && let [one, other, ..] = recognition.candidates.as_slice()
    {
        why.push(Said::new(
            format!("既像“{}”又像“{}”", one.names.table.label, other.names.table.label),
            format!("as like {} as {}", one.names.table.name, other.names.table.name),
        ));
    }
    why.push(Said::new(
        format!("{} 栏表头中有 {} 栏可认", best.headings, best.named),
        format!("{} of {} headings are known", best.named, best.headings),
    ));
    if !best.own.is_empty() {
        let own: Vec<&str> = best.own.iter().take(3).map(String::as_str).collect();
        why.push(Said::new(
            format!("“{}”为此表独有", own.join("”“")),
            format!("no other table has {}", own.join(", ")),
        ));
    }
    if let Some((word, _)) = best.hint {
        why.push(Said::new(
            format!("标题、表名或文件名有“{word}”"),
            format!("the words around say {word}"),
        ));
    }
    if !best.lacks.is_empty() {
        let lacks = best.lacks.join("、");
        why.push(Said::new(format!("但缺必填栏“{lacks}”"), format!("but {lacks} is missing")));
    }
    why
}
