//! What could identify a person is replaced before anything leaves: numbers and names by masks
//! that people can still tell apart, identities by a keyed hash that the machine can compare.

mod numbers;

pub(crate) use numbers::{identifier, is_identifier, scrub, scrub_identifier};

use crate::texts::{is_han, squeeze};
use hmac::{Hmac, KeyInit, Mac};
use ledger::table::Privacy;
use ledger::{Column, Kind, Text};
use sha2::Sha256;
use std::borrow::Cow;

/// Common family names, single characters: 2–4 Han characters that begin with one are a name
/// unless they end like a body.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
/// What bodies, groups and places end in, so that 2–4 characters ending so are no person.
const BODY_ENDS: [&str; 60] = [
    "局", "委", "办", "会", "社", "厂", "店", "场", "部", "院", "校", "所", "站", "村", "镇", "乡",
    "县", "市", "区", "州", "组", "队", "户", "司", "府", "园", "库", "馆", "处", "科", "室", "行",
    "中心", "基地", "集团", "群众", "村民", "居民", "农民", "牧民", "集体", "人员", "学生", "师生",
    "职工", "老人", "个人", "国家", "全民", "公益", "代表", "社区", "方", "人", "民", "众", "体",
    "者", "业", "级",
];
/// Those of them that given names end in as well.
const NAME_LIKE_ENDS: &str = "会园科行州市委方民业众";
/// Posts, longest first; a name may stand before or after one.
const POSTS: [&str; 40] = [
    "村党支部书记",
    "党支部书记",
    "村委会主任",
    "驻村第一书记",
    "第一书记",
    "驻村干部",
    "理事长",
    "董事长",
    "负责人",
    "管理员",
    "护林员",
    "管护员",
    "保洁员",
    "护路员",
    "水管员",
    "养护员",
    "公益岗",
    "会计",
    "出纳",
    "主任",
    "书记",
    "镇长",
    "乡长",
    "村长",
    "组长",
    "队长",
    "站长",
    "所长",
    "局长",
    "校长",
    "院长",
    "经理",
    "专干",
    "干部",
    "领导",
    "委员",
    "专员",
    "助理",
    "监事",
    "代表",
];

/// The keyed hash that stands for a person.
pub(crate) fn keyed_hash(key: &[u8; 32], parts: &[&str]) -> String {
    // A key of any length is accepted; the error is for algorithms that fix it.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return String::new();
    };
    for part in parts {
        mac.update(part.as_bytes());
        mac.update(&[0]);
    }
    crate::texts::hex(&mac.finalize().into_bytes())
}

/// What a column may hold of persons: what its definition says, and where that says nothing, a
/// post for roles, a body for those whom some headings call 人 (申请人, 接收人, 使用权人).
pub(crate) fn of(column: &Column) -> Privacy {
    let words = matches!(column.kind, Kind::Text | Kind::List) && column.vocabulary.is_none();
    if column.privacy != Privacy::Public || !words || is_identifier(column.name) {
        return column.privacy;
    }
    if column.name.ends_with("_role") {
        Privacy::PostOrPerson
    } else if column.label.ends_with('人') || column.aliases.iter().any(|a| a.ends_with('人')) {
        Privacy::UnitOrPerson
    } else {
        Privacy::Public
    }
}

/// How texts of a column are made safe to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Safe {
    privacy: Privacy,
    identifies: bool,
}

impl Safe {
    pub(crate) fn of(column: &Column) -> Self {
        let privacy = of(column);
        Self { privacy, identifies: privacy == Privacy::Public && is_identifier(column.name) }
    }

    /// What of a column whose heading fits no field.
    pub(crate) fn of_heading(heading: &str) -> Self {
        Self { privacy: of_heading(heading), identifies: false }
    }

    /// What may be written of a text of that column.
    pub(crate) fn text<'a>(self, key: &[u8; 32], text: &'a str) -> Cow<'a, str> {
        if self.identifies { identifier(key, text) } else { mask(self.privacy, text) }
    }

    /// The same of a text that is held already; itself where all of it may be written.
    pub(crate) fn shared(self, key: &[u8; 32], text: &Text) -> Text {
        match self.text(key, text) {
            Cow::Borrowed(_) => text.clone(),
            Cow::Owned(masked) => masked.into(),
        }
    }
}

/// What may be written of a cell of that privacy.
pub(crate) fn mask(privacy: Privacy, text: &str) -> Cow<'_, str> {
    Cow::Owned(match privacy {
        Privacy::Public => return scrub(text),
        Privacy::IdNumber => ends(&squeeze(text), 3, 4),
        Privacy::BankAccount => ends(&squeeze(text), 0, 4),
        Privacy::Phone => ends(&squeeze(text), 3, 4),
        Privacy::PersonName => names(text, |_| true),
        Privacy::PostOrPerson => names(text, is_person_beside_posts),
        Privacy::UnitOrPerson => names(text, is_person),
    })
}

/// The first and last characters, stars between them; short texts all stars.
fn ends(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    if count < first + last + 3 {
        return "*".repeat(count.min(8));
    }
    let stars = count - first - last;
    text.chars()
        .take(first)
        .chain(std::iter::repeat_n('*', stars))
        .chain(text.chars().skip(first + stars))
        .collect()
}

/// Masks the parts of a text (between brackets, separators and blanks) that are a person's name;
/// what remains is scrubbed of numbers.
fn names(text: &str, is_name: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    let mut part = String::new();
    let flush = |part: &mut String, out: &mut String| {
        if is_name(part) {
            out.extend(part.chars().next());
            out.push_str("**");
        } else {
            out.push_str(&glued(part));
        }
        part.clear();
    };
    for c in text.trim().chars() {
        if matches!(
            c,
            '（' | '）'
                | '('
                | ')'
                | '、'
                | '，'
                | ','
                | ';'
                | '；'
                | '/'
                | ' '
                | '：'
                | ':'
                | '\n'
        ) {
            if !part.is_empty() {
                flush(&mut part, &mut out);
            }
            out.push(c);
        } else {
            part.push(c);
        }
    }
    if !part.is_empty() {
        flush(&mut part, &mut out);
    }
    scrub(&out).into_owned()
}

/// A name written onto a post, 护林员张三: the name masked.
fn glued(part: &str) -> Cow<'_, str> {
    for post in POSTS {
        for (name, before) in [(part.strip_suffix(post), true), (part.strip_prefix(post), false)] {
            let Some(name) = name else { continue };
            let count = name.chars().count();
            let surname = name.chars().next().filter(|c| SURNAMES.contains(*c));
            if let Some(first) = surname
                && (2..=3).contains(&count)
                && is_person(name)
            {
                return Cow::Owned(if before {
                    format!("{first}**{post}")
                } else {
                    format!("{post}{first}**")
                });
            }
        }
    }
    Cow::Borrowed(part)
}

/// Two to four Han characters that end like no body, or a name written with a point.
fn is_person(part: &str) -> bool {
    let part = part.trim();
    if part.contains(['·', '•', '．']) {
        return part.chars().all(|c| is_han(c) || matches!(c, '·' | '•' | '．'));
    }
    let count = part.chars().count();
    if !(2..=4).contains(&count) || !part.chars().all(is_han) {
        return false;
    }
    let Some(end) = BODY_ENDS.iter().find(|end| part.ends_with(**end)) else {
        return !matches!(part, "未定" | "待定" | "暂无" | "无人" | "其他" | "同上" | "不详");
    };
    count <= 3
        && NAME_LIKE_ENDS.contains(end)
        && part.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

/// The same where the text may also be a post: 保洁员, 村管护员岗.
fn is_person_beside_posts(part: &str) -> bool {
    is_person(part)
        && !POSTS.iter().any(|post| part.contains(post))
        && !part.ends_with(['岗', '员', '长', '工', '师'])
}

/// What a column may hold of persons whose heading fits no field.
pub(crate) fn of_heading(heading: &str) -> Privacy {
    const PERSONS: [&str; 18] = [
        "姓名",
        "户主",
        "联系人",
        "联络人",
        "负责人",
        "经手人",
        "领款人",
        "签字",
        "签名",
        "领导",
        "经办人",
        "监护人",
        "家庭成员",
        "户名",
        "配偶",
        "填表人",
        "审核人",
        "法定代表",
    ];
    let heading = heading.split(['(', '（']).next().unwrap_or("");
    if PERSONS.iter().any(|word| heading.contains(word)) {
        Privacy::PersonName
    } else if heading.ends_with(['人', '者', '员']) {
        // 收款人, 承租者: a person or a body.
        Privacy::UnitOrPerson
    } else {
        Privacy::Public
    }
}

#[cfg(test)]
mod tests {
    use super::{mask, of_heading, scrub};
    use ledger::table::Privacy;
    use proptest::prelude::*;

    #[test]
    fn masks_by_privacy() {
        for (privacy, text, masked) in [
            (Privacy::IdNumber, "11010519491231002X", "110***********002X"),
            (Privacy::IdNumber, "123", "***"),
            (Privacy::Phone, "13812345678", "138****5678"),
            (Privacy::BankAccount, "6228480012345678", "************5678"),
            (Privacy::PersonName, "张海涛", "张**"),
            (Privacy::PersonName, "阿依古丽·买买提", "阿**"),
            (Privacy::PostOrPerson, "村管护员岗", "村管护员岗"),
            (Privacy::PostOrPerson, "村委会主任", "村委会主任"),
            (Privacy::PostOrPerson, "张三", "张**"),
            (Privacy::PostOrPerson, "护林员张三", "护林员张**"),
            (Privacy::PostOrPerson, "李四（村长）", "李**（村长）"),
            (Privacy::UnitOrPerson, "水利局", "水利局"),
            (Privacy::UnitOrPerson, "石桥村", "石桥村"),
            (Privacy::UnitOrPerson, "到户农户", "到户农户"),
            (Privacy::UnitOrPerson, "全体村民、脱贫户", "全体村民、脱贫户"),
            (Privacy::UnitOrPerson, "松林镇人民政府", "松林镇人民政府"),
            (Privacy::UnitOrPerson, "王建国", "王**"),
            (Privacy::UnitOrPerson, "承租方", "承租方"),
            (Privacy::UnitOrPerson, "农牧民", "农牧民"),
            (Privacy::UnitOrPerson, "李爱民", "李**"),
            (Privacy::PostOrPerson, "分管领导", "分管领导"),
            (Privacy::UnitOrPerson, "张会", "张**"),
            (Privacy::UnitOrPerson, "古丽米热·艾则孜", "古**"),
        ] {
            assert_eq!(mask(privacy, text), masked, "{text}");
        }
    }

    #[test]
    fn headings_that_fit_no_field_announce_persons() {
        for (heading, cell, written) in [
            ("家庭成员", "欧阳建国", "欧**"),
            ("开户名", "王建国", "王**"),
            ("收款人（签字）", "王建国", "王**"),
            ("收款人", "石桥村股份经济合作社", "石桥村股份经济合作社"),
            ("核对情况", "已核对", "已核对"),
        ] {
            assert_eq!(mask(of_heading(heading), cell), written, "{heading}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_masked_and_no_mobile_number_stays(text in ".{0,20}", number in "1[3-9][0-9]{9}") {
            for privacy in [Privacy::Public, Privacy::IdNumber, Privacy::Phone, Privacy::PersonName, Privacy::PostOrPerson, Privacy::UnitOrPerson] {
                let _ = mask(privacy, &text);
            }
            let masked = scrub(&format!("联系{number}，")).into_owned();
            prop_assert!(!masked.contains(&number));
        }
    }
}
