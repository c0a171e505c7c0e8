//! `intake.*`: Reading what was received.

use crate::codes::codes;

codes! {
    /// Not a workbook/CSV, truncated, encrypted, or over the decompression limits.
    FILE_UNREADABLE = "intake.file-unreadable", Error, "文件无法读取",
        "文件 {subject} 无法读取：{reason}。其余文件照常处理。",
        "{subject} cannot be read: {reason}. The other files were processed.";
    /// A sheet with data whose table could not be told; lists the headings seen.
    SHEET_UNRECOGNISED = "intake.sheet-unrecognised", Warning, "工作表无法识别",
        "工作表 {subject} 有数据，但无法判断是哪种表（申报：{wanted}）。看到的表头：{headings}。请在 case.toml 的 [[input]] 中写明 kind、header_rows 或 columns。",
        "{subject} holds data, but which table it is cannot be told (declared: {wanted}). Headings seen: {headings}. Declare kind, header_rows or columns in an [[input]] of case.toml.";
    /// A required column is absent; names it and the headings seen.
    COLUMN_MISSING = "intake.column-missing", Error, "缺少必填栏",
        "工作表 {subject} 没有必填栏“{field}”，其数据行未收录。看到的表头：{headings}。若该栏另有名称，请在 case.toml 的 [input.columns] 中写明。",
        "{subject} lacks the required column {field}; its rows were not taken in. Headings seen: {headings}. If the column has another name, say so in [input.columns] of case.toml.";
    /// Two columns claim one field (单位, 编号, 金额 …); says which was taken and why.
    COLUMN_AMBIGUOUS = "intake.column-ambiguous", Warning, "两栏同指一项",
        "工作表 {subject} 的表头有歧义：{what}。如不对，请在 case.toml 的 [input.columns] 中写明。",
        "{subject} has an ambiguous heading: {what}. If that is wrong, say so in [input.columns] of case.toml.";
    /// A cell cannot be read as its type: the cell becomes null and its raw text is kept; the row
    /// goes to rejects.csv only if the field is required or nothing identifies the row any more.
    VALUE_INVALID = "intake.value-invalid", Error, "内容无法按栏目读取",
        "{at} 第 {row} 行“{heading}”应为{expected}，实为“{found}”，不能按此读取；原文已保留。",
        "{at} row {row}: {heading} should be {expected}, found “{found}”, which cannot be read as such; the text was kept.";
    /// A file in inbox/ that no declared input names (not read).
    FILE_UNLISTED = "intake.file-unlisted", Info, "未申报的文件",
        "{subject} 不在 case.toml 申报的输入之内，未读取。",
        "{subject} is named by no input of case.toml and was not read.";
    /// A file with the same content as another: taken in once.
    FILE_REPEATED = "intake.file-repeated", Info, "同一文件重复",
        "文件 {subject} 与 {other} 内容完全相同，只收录一次（{same} 行）。",
        "{subject} has the same content as {other}: taken in once ({same} rows).";
    /// An older version of another file, replaced by it; names what differs.
    FILE_SUPERSEDED = "intake.file-superseded", Warning, "已有新版文件",
        "文件 {subject} 有新版 {other}，以新版为准，旧版未收录：新版新增 {added} 行，删去 {removed} 行，变更 {changed} 行，{same} 行未变。如两份都要，请在 case.toml 中逐个写明 path。",
        "{other} is a newer version of {subject} and was taken in its place: {added} rows added, {removed} removed, {changed} changed, {same} the same. If both are wanted, name each in an [[input]] of case.toml.";
    /// A cell holds #REF!, #DIV/0! ….
    FORMULA_ERROR = "intake.formula-error", Error, "公式错误",
        "{at} 第 {row} 行“{heading}”是公式错误 {found}，数值不明，按空缺处理。",
        "{at} row {row}: {heading} holds the formula error {found}; its value is unknown and counts as absent.";
    /// A formula without a stored value: the figure is unknown until the file is opened and
    /// saved.
    FORMULA_UNCACHED = "intake.formula-uncached", Error, "公式未存结果",
        "{at} 第 {row} 行“{heading}”是公式而文件没有保存结果，数值不明；请打开文件、保存后重新报送。",
        "{at} row {row}: {heading} is a formula without a stored result; open and save the file, then send it again.";
    /// Amounts finer than a fen (formula results, 105.6759 yuan): rounded half up to the fen, raw
    /// text kept, once a sheet with their number and the sum of the roundings.
    SUB_FEN = "intake.sub-fen", Info, "金额细于分",
        "工作表 {subject} 有 {count} 个金额细于分，已逐个四舍五入到分，舍入合计 {sum} 元；原文已保留。",
        "{subject} has {count} amounts finer than a fen; each was rounded half up to the fen, {sum} yuan in all; the texts were kept.";
    /// The stated unit (万元/元) contradicts the figures (stated total, unit price, the fund
    /// ledger).
    UNIT_DOUBTFUL = "intake.unit-doubtful", Warning, "金额单位可疑",
        "工作表 {subject} 写明或默认的金额单位是{unit}，但其数字与之不符：可比的 {compared} 项中 {apart} 项与其他台账或别处写明的合计恰差 {times} 倍，或与本表单价、合计、小数位不符。数字按原单位读取；如单位有误，请在 case.toml 中写 amount_unit。",
        "{subject} states (or implies) {unit}, but its figures contradict that: of {compared} comparable items {apart} are {times} times apart from other ledgers or from totals stated elsewhere, or its own prices, totals or decimals disagree. The figures were read as stated; if the unit is wrong, set amount_unit in case.toml.";
    /// A 小计/合计/总计 row differs from the sum of its rows; amount = stated − computed.
    TOTAL_MISMATCH = "intake.total-mismatch", Error, "合计与明细不符",
        "{at} 第 {row} 行合计的“{heading}”为 {stated} 元，所属 {rows} 行明细相加为 {computed} 元{unread}，相差 {amount} 元。",
        "{at} row {row} states {stated} yuan for {heading}; its {rows} rows add up to {computed} yuan{unread}: {amount} yuan apart.";
    /// The same row twice in one sheet (all business columns equal).
    ROW_REPEATED = "intake.row-repeated", Warning, "整行重复",
        "{at} 第 {row} 行（{what}）与第 {first} 行各业务栏完全相同；两行都计入合计。",
        "{at} row {row} ({what}) equals row {first} in every business column; both stay in the sums.";
    /// A long number (asset id, identity number) arrived as a float and lost digits.
    DIGITS_LOST = "intake.digits-lost", Error, "长号码丢失数字",
        "{at} 第 {row} 行“{heading}”的长号码被存成浮点数（{found}），末几位已丢失，按空缺处理；请把该栏设为文本后重新填写。",
        "{at} row {row}: the long number in {heading} was stored as a float ({found}) and lost its last digits; it counts as absent. Format the column as text and enter it again.";
    /// Identity number fails GB 11643, credit code fails GB 32100.
    ID_NUMBER_INVALID = "intake.id-number-invalid", Warning, "证件号码校验不通过",
        "{at} 第 {row} 行“{heading}”的号码（{found}）不符合国家标准的校验规则（身份证 GB 11643，信用代码 GB 32100）。",
        "{at} row {row}: the number in {heading} ({found}) fails the check of the national standard (GB 11643, GB 32100).";
    /// Data in hidden sheets, rows or columns (taken in, and said).
    HIDDEN_DATA = "intake.hidden-data", Info, "隐藏的数据",
        "工作表 {subject} 有隐藏的内容：{what}。其中的数据已一并收录。",
        "{subject} has hidden parts: {what}. Their data was taken in.";
    /// Township/village not in the villages table, when one is given.
    PLACE_UNKNOWN = "intake.place-unknown", Warning, "地名不在行政村名录",
        "{at} 第 {row} 行{field}“{found}”不在行政村名录中。",
        "{at} row {row}: {field} {found} is not in the table of villages.";
    /// More findings of one code in one sheet than are said one by one.
    MORE_OF_THE_SAME = "intake.more-of-the-same", Warning, "同类问题未逐条列出",
        "工作表 {subject} 的 {code} 太多，只列出前 {said} 处，另有 {count} 处未逐条列出；请按已列出的更正后重新报送。",
        "{subject} has too many {code}: the first {said} are listed, {count} more are not. Correct what is listed and send the file again.";
    /// A cell of money merged over several rows: counted once, with the first of them.
    AMOUNT_SHARED = "intake.amount-shared", Warning, "一个金额几行合用",
        "{at} 第 {row} 行“{heading}”是合并单元格，{found} 由 {rows} 行合用（{names}），不知各占多少；只随第一行计入一次。请逐行填写。",
        "{at} row {row}: {heading} is one cell merged over {rows} rows ({names}); how they share {found} is unknown. It was counted once, with the first row. State each row's own.";
    /// A row below 其中 that looks like another part of the row above, but does not add up.
    PART_DOUBTFUL = "intake.part-doubtful", Warning, "疑为其中项的行",
        "{at} 第 {row} 行（{what}）紧接“其中”项，只有名称和金额，疑为其中项，但各项相加与上面的金额不等；已按单独一行收录。如是其中项，请写明“其中”。",
        "{at} row {row} ({what}) follows a row of 其中 and states a name and money only: it may be a part, but the parts do not add up. It was taken as a row of its own; if it is a part, say 其中.";
    /// Before 1978 or after the case's as_of.
    DATE_IMPLAUSIBLE = "intake.date-implausible", Warning, "日期不合理",
        "{at} 第 {row} 行{field}为 {found}，早于 1978 年或晚于 {as_of}。",
        "{at} row {row}: {field} is {found}, before 1978 or after {as_of}.";
    /// Negative value, quantity or depreciation.
    AMOUNT_NEGATIVE = "intake.amount-negative", Warning, "金额或数量为负",
        "{at} 第 {row} 行{field}为负数 {found}。",
        "{at} row {row}: {field} is negative: {found}.";
    /// The funding mix does not add up to the original value.
    COMPOSITION_MISMATCH = "intake.composition-mismatch", Error, "资金构成与原值不符",
        "{ledgers}中资产{subject}（{name}）各项资金合计{stated}元，资产原值{computed}元，相差{amount}元。",
        "In {ledgers}, the funds of asset {subject} ({name}) add up to {stated} yuan, its original value is {computed} yuan: off by {amount} yuan.";
    /// Net_value ≠ original_value − accumulated_depreciation.
    NET_MISMATCH = "intake.net-mismatch", Error, "净值与原值减折旧不符",
        "{ledgers}中资产{subject}（{name}）净值{stated}元，按原值减累计折旧应为{computed}元，相差{amount}元。",
        "In {ledgers}, the net value of asset {subject} ({name}) is {stated} yuan; original value less depreciation gives {computed} yuan: off by {amount} yuan.";
    /// Sub-class in no list of the county (W) or in another class's list (E).
    CLASS_UNLISTED = "intake.class-unlisted", Warning, "资产类别不在列举范围",
        "资产{subject}（{name}）登记为“{class}／{subclass}”，按本县规定应为“{expected}”。",
        "Asset {subject} ({name}) is registered as {class} / {subclass}; by the county's text it should be {expected}.";
    /// A field the county's register must hold (登记内容) is blank.
    FIELD_MISSING = "intake.field-missing", Warning, "登记内容不全",
        "资产{subject}（{name}）的登记内容“{field}”{fault}。",
        "Asset {subject} ({name}), the register item {field}: {fault}.";
}
