//! Money of several rows at once: a cell merged over them counts once, with the first, and it is
//! said which rows it is of; no reader can tell how they share it. And rows that may be parts of
//! another.

use super::plan::Target;
use super::record::RowRead;
use super::row_subject;
use super::typed::Record;
use super::whole::Work;
use ledger::codes::intake;
use ledger::{Cell, Finding, Kind};
use std::collections::BTreeMap;

/// Rows named in one message.
const NAMED: usize = 20;

impl Work<'_> {
    /// Money merged over several rows of the table.
    pub(super) fn shared_amounts(&mut self) {
        let grid = self.task.grid;
        let data = &self.task.layout.data;
        let by_row: BTreeMap<u32, &Record> =
            self.records.iter().map(|record| (record.origin.src_row, record)).collect();
        let mut found = Vec::new();
        for merge in grid.merges.iter().filter(|m| m.bottom > m.top && data.contains(&m.top)) {
            let Some(heading) = self.money_heading(merge.left) else { continue };
            let from = self.place.row_number(merge.top);
            let to = self.place.row_number(merge.bottom);
            let rows: Vec<&Record> = by_row.range(from..=to).map(|(_, record)| *record).collect();
            let raw = grid.at(merge.top, merge.left);
            let ([first, _, ..], false) = (rows.as_slice(), raw.is_empty()) else { continue };
            let named: Vec<String> = rows.iter().take(NAMED).map(|row| self.called(row)).collect();
            found.push(
                Finding::new(&intake::AMOUNT_SHARED, row_subject(&first.origin.row_id))
                    .detail(heading)
                    .arg("at", self.place.label())
                    .arg("row", from.to_string())
                    .arg("heading", heading)
                    .arg("found", raw.show())
                    .arg("rows", rows.len().to_string())
                    .arg("names", named.join("、"))
                    .cells([self.place.at(merge.top, heading, raw.show())])
                    .cells(rows.iter().take(NAMED).zip(named).map(|(row, name)| Cell {
                        value: name.into(),
                        ..row.origin.cell(self.name_field().unwrap_or(""), "")
                    })),
            );
        }
        self.out.findings.extend(found);
    }

    /// A row that may be a part of the one above.
    pub(super) fn doubtful_part(&self, read: &RowRead) -> Finding {
        let origin = &read.record.origin;
        let name = self.called(&read.record);
        Finding::new(&intake::PART_DOUBTFUL, row_subject(&origin.row_id))
            .arg("at", self.place.label())
            .arg("row", origin.src_row.to_string())
            .arg("what", name.as_str())
            .cells([origin.cell(self.name_field().unwrap_or(""), name.as_str())])
    }

    /// The heading of a column that holds money.
    fn money_heading(&self, at: usize) -> Option<&str> {
        let column = self.plan.columns.get(at)?;
        let is_money = match &column.target {
            Target::Field(index) => self.plan.field(*index)?.kind == Kind::Amount,
            Target::Funding { .. } => true,
            _ => false,
        };
        is_money.then_some(column.heading.shown.as_str())
    }

    /// The field by which a row of the table is called.
    fn name_field(&self) -> Option<&'static str> {
        ["asset_name", "name", "project_name", "contract_id", "asset_id"]
            .into_iter()
            .find(|field| self.plan.index_of(field).is_some())
    }

    fn called(&self, row: &Record) -> String {
        let name = self.name_field().and_then(|field| self.plan.index_of(field));
        name.and_then(|index| row.text(index)).unwrap_or_default().to_owned()
    }
}
