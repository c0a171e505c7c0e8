//! `intake.*`: Reading what was received.

use crate::codes::codes;

codes! {
    /// Not a workbook/CSV, truncated, encrypted, or over the decompression limits.
    FILE_UNREADABLE = "intake.file-unreadable", Error, "",
        "",
        "{subject}: not a workbook/CSV, truncated, encrypted, or over the decompression limits";
    /// A sheet with data whose table could not be told; lists the headings seen.
    SHEET_UNRECOGNISED = "intake.sheet-unrecognised", Warning, "",
        "",
        "{subject}: a sheet with data whose table could not be told";
    /// A required column is absent; names it and the headings seen.
    COLUMN_MISSING = "intake.column-missing", Error, "",
        "",
        "{subject}: a required column is absent";
    /// Two columns claim one field (单位, 编号, 金额 …); says which was taken and why.
    COLUMN_AMBIGUOUS = "intake.column-ambiguous", Warning, "",
        "",
        "{subject}: two columns claim one field (单位, 编号, 金额 …)";
    /// A cell cannot be read as its type: the cell becomes null and its raw text is kept; the row
    /// goes to rejects.csv only if the field is required or nothing identifies the row any more.
    VALUE_INVALID = "intake.value-invalid", Error, "",
        "",
        "{subject}: a cell cannot be read as its type: the cell becomes null and its raw text is kept";
    /// A file in inbox/ that no declared input names (not read).
    FILE_UNLISTED = "intake.file-unlisted", Info, "",
        "",
        "{subject}: a file in inbox/ that no declared input names (not read)";
    /// A cell holds #REF!, #DIV/0! ….
    FORMULA_ERROR = "intake.formula-error", Error, "",
        "",
        "{subject}: a cell holds #REF!, #DIV/0! …";
    /// A formula without a stored value: the figure is unknown until the file is opened and
    /// saved.
    FORMULA_UNCACHED = "intake.formula-uncached", Error, "",
        "",
        "{subject}: a formula without a stored value: the figure is unknown until the file is opened and saved";
    /// Amounts finer than a fen (formula results, 105.6759 yuan): rounded half up to the fen, raw
    /// text kept, once a sheet with their number and the sum of the roundings.
    SUB_FEN = "intake.sub-fen", Info, "",
        "",
        "{subject}: amounts finer than a fen (formula results, 105.6759 yuan): rounded half up to the fen, raw text kept, once a sheet with their number and the sum of the roundings";
    /// The stated unit (万元/元) contradicts the figures (stated total, unit price, the fund
    /// ledger).
    UNIT_DOUBTFUL = "intake.unit-doubtful", Warning, "",
        "",
        "{subject}: the stated unit (万元/元) contradicts the figures (stated total, unit price, the fund ledger)";
    /// A 小计/合计/总计 row differs from the sum of its rows; amount = stated − computed.
    TOTAL_MISMATCH = "intake.total-mismatch", Error, "",
        "",
        "{subject}: a 小计/合计/总计 row differs from the sum of its rows";
    /// The same row twice in one sheet (all business columns equal).
    ROW_REPEATED = "intake.row-repeated", Warning, "",
        "",
        "{subject}: the same row twice in one sheet (all business columns equal)";
    /// A long number (asset id, identity number) arrived as a float and lost digits.
    DIGITS_LOST = "intake.digits-lost", Error, "",
        "",
        "{subject}: a long number (asset id, identity number) arrived as a float and lost digits";
    /// Identity number fails GB 11643, credit code fails GB 32100.
    ID_NUMBER_INVALID = "intake.id-number-invalid", Warning, "",
        "",
        "{subject}: identity number fails GB 11643, credit code fails GB 32100";
    /// Data in hidden sheets, rows or columns (taken in, and said).
    HIDDEN_DATA = "intake.hidden-data", Info, "",
        "",
        "{subject}: data in hidden sheets, rows or columns (taken in, and said)";
    /// Township/village not in the villages table, when one is given.
    PLACE_UNKNOWN = "intake.place-unknown", Warning, "",
        "",
        "{subject}: township/village not in the villages table, when one is given";
    /// Before 1978 or after the case's as_of.
    DATE_IMPLAUSIBLE = "intake.date-implausible", Warning, "",
        "",
        "{subject}: before 1978 or after the case's as_of";
    /// Negative value, quantity or depreciation.
    AMOUNT_NEGATIVE = "intake.amount-negative", Warning, "",
        "",
        "{subject}: negative value, quantity or depreciation";
    /// The funding mix does not add up to the original value.
    COMPOSITION_MISMATCH = "intake.composition-mismatch", Error, "",
        "",
        "{subject}: the funding mix does not add up to the original value";
    /// Net_value ≠ original_value − accumulated_depreciation.
    NET_MISMATCH = "intake.net-mismatch", Error, "",
        "",
        "{subject}: net_value ≠ original_value − accumulated_depreciation";
    /// Sub-class in no list of the county (W) or in another class's list (E).
    CLASS_UNLISTED = "intake.class-unlisted", Warning, "",
        "",
        "{subject}: sub-class in no list of the county (W) or in another class's list (E)";
    /// A field the county's register must hold (登记内容) is blank.
    FIELD_MISSING = "intake.field-missing", Warning, "",
        "",
        "{subject}: a field the county's register must hold (登记内容) is blank";
}
