//! A rulebook to be filled in: every family open, each with what it asks and what it can be told.
//!
//! In: an id and a county's name. Out: the text of a file that can be read as it stands, and whose
//! audit names every family as open. Families, parameters, units and vocabularies come from the
//! definitions ([`crate::probe`]), their names from [`crate::words`].

use crate::checks::Check;
use crate::facts::FACTS;
use crate::probe::{self, Holds, Parameter};
use crate::words;
use std::fmt::Write;

/// Most values of a vocabulary that are listed; the error for a value outside it lists all.
const MOST_VALUES: usize = 9;

/// How many values of a longer one are named.
const FEW_VALUES: usize = 3;

/// The text of a new rulebook.
#[must_use]
pub fn outline(id: &str, county: &str) -> String {
    let mut out = head(id, county);
    out.push_str("\nsilent = [\n");
    for family in Check::FAMILIES {
        // Writing into a string cannot fail.
        let _ = writeln!(out, "    # \"{family}\",  # {}", words::label(family));
    }
    out.push_str(AFTER_SILENT);
    for family in Check::FAMILIES {
        let parameters = probe::parameters(family);
        let required = probe::required(family);
        let stated: Vec<String> = required.iter().map(|name| format!("{name} = …")).collect();
        let rule =
            if stated.is_empty() { "{}".into() } else { format!("{{ {} }}", stated.join(", ")) };
        let _ = writeln!(out, "\n# ── {}：{}？", words::label(family), words::asks(family));
        let _ = writeln!(out, "# check.{family} = {rule}");
        describe(&mut out, family, &parameters, &required, 1);
    }
    out.push_str("\n# ── 条件 when 中可以问的事实和取值\n");
    for fact in FACTS {
        let values: Vec<&str> = fact.domain.iter().map(|value| fact.label_of(value)).collect();
        let _ = writeln!(out, "#   {}  {}：{}", fact.name, fact.label, values.join("、"));
    }
    out
}

fn head(id: &str, county: &str) -> String {
    let plain: String = county.chars().filter(|c| !c.is_control()).collect();
    let quoted = |text: &str| toml::Value::from(text).to_string();
    // The year that an id ends in, by custom.
    let year =
        id.rsplit('-').next().filter(|y| y.len() == 4 && y.parse::<u16>().is_ok_and(|y| y > 1900));
    format!(
        "# {plain}的规则集。写法见 docs/writing-a-rulebook.md。\n\
         # 每一项检查都要答复：文本有规定的，在文末写成条款；没有规定的，在 silent 中去掉那一行开头的 #。\n\
         # duizhang rulebook check 列出还没有答复的检查。\n\n\
         id        = {}\n\
         title     = {}\n\
         # number    = \"文号\"\n\
         effective = {}-01-01   # 请改为施行日期；有失效日期的另写 expires\n\
         # extends   = \"上级办法的规则集编号\"\n",
        quoted(id),
        quoted(&format!("{plain}（请填写文件标题）")),
        year.unwrap_or("2000"),
    )
}

const AFTER_SILENT: &str = r#"]

[bodies]
# 条款中提到的机构：称呼 = ["名称", "另一名称"]
# leading-group = ["县乡村振兴领导小组"]

[ownership]
# 确权条款依次询问的次序，先成立的决定；没有条件的放在最后。
order = []

# 条款按文本的次序写，一句一条：
# [[clause]]
# id       = "XX-1-01"
# cite     = "一（一）"
# says     = "用自己的话写这一句的意思。"
# severity = "error"              # error 必须，warning 原则上，info 可以
# check.scope-window = { first_year = 2016 }
# 要由人确认的写 attest = true；没有可查的写 note = true；只在一段时间施行的写 from、until。
#
# 文本没有说清、由我们理解的：
# [[reading]]
# id      = "R1"
# on      = ["先的条款", "让位的条款"]
# because = "理由。"
"#;

/// One line for each parameter; those of a table stand under it.
fn describe(out: &mut String, family: &str, list: &[Parameter], required: &[&str], depth: usize) {
    for parameter in list {
        let must = if depth == 1 && required.contains(&parameter.name) { "，必填" } else { "" };
        let says = words::parameter(family, parameter.name);
        // What holds where it is left out is nothing to say of what may not be left out.
        let says =
            if must.is_empty() { says } else { says.split("；不写").next().unwrap_or(says) };
        let indent = "  ".repeat(depth);
        let _ = writeln!(out, "#{indent} {}（{}{must}）{says}", parameter.name, kind(parameter));
        if let Holds::Table(inner) = &parameter.holds {
            describe(out, family, inner, required, depth + 1);
        }
    }
}

/// What a parameter holds, in words.
fn kind(parameter: &Parameter) -> String {
    let holds = match &parameter.holds {
        Holds::YesNo => "true 或 false".into(),
        Holds::Number => "整数".into(),
        Holds::Text(says) => says.as_deref().map_or_else(|| "文字".into(), text),
        Holds::OneOf(of) => {
            let named = |code: &&str| match words::word(code) {
                name if name == *code => name.to_owned(),
                name => format!("{code} {name}"),
            };
            of.iter().map(named).collect::<Vec<_>>().join("、")
        }
        Holds::Table(_) => "一组参数".into(),
    };
    let by_key = if parameter.by_key { "按名称分别：" } else { "" };
    let list = match parameter.lists {
        0 => "",
        1 => "列表：",
        _ => "列表的列表：",
    };
    format!("{by_key}{list}{holds}")
}

/// The unit or the values, from what is said of a text that is none of them.
fn text(refusal: &str) -> String {
    let (says, _) = refusal.split_once("，不是“").unwrap_or((refusal, ""));
    if let Some((_, values)) = says.split_once("可写") {
        let values: Vec<&str> = values.split('、').collect();
        return match values.get(..MOST_VALUES) {
            Some(first) if values.len() > MOST_VALUES => {
                let first = first.get(..FEW_VALUES).unwrap_or(first);
                format!("{}……共 {} 种", first.join("、"), values.len())
            }
            _ => values.join("、"),
        };
    }
    if says.ends_with("的字段") {
        return "字段名，见 docs/reference/tables.md".into();
    }
    if says.ends_with("的事实") {
        return "条件".into();
    }
    says.replace("应写作", "，如")
}
