//! How alike two names are, where they are not one: pairs of characters, weighted by how rare they
//! are in the case, after words of one meaning were made one. Whole numbers throughout.

use super::words::{CONFUSED, LIGHT, SAME};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A pair that agrees only in sound or shape counts so many eighths.
const CONFUSED_EIGHTHS: u64 = 7;

/// How often pairs of characters stand in the names of a case.
#[derive(Debug, Default)]
pub struct Rarity {
    names: u64,
    pairs: BTreeMap<(char, char), u64>,
}

impl Rarity {
    /// Counts the names, each once.
    pub fn of<'t>(names: impl IntoIterator<Item = &'t str>) -> Self {
        let mut out = Self::default();
        for name in names {
            out.names += 1;
            let mut pairs: Vec<(char, char)> =
                pairs(&plain(name)).into_iter().map(|(_, shape)| shape).collect();
            pairs.sort_unstable();
            pairs.dedup();
            for pair in pairs {
                *out.pairs.entry(pair).or_default() += 1;
            }
        }
        out
    }

    /// A quarter of a bit is one: a pair in every name weighs 2, one in a single name of a thousand
    /// 41.
    fn weight(&self, pair: (char, char)) -> u64 {
        let often = self.pairs.get(&pair).copied().unwrap_or(1).max(1);
        let ratio = u128::from((self.names.max(1) << 6) / often).max(64);
        let quarters = ratio.min(1 << 31).pow(4).ilog2().saturating_sub(24);
        u64::from(quarters) + 2
    }

    /// The weight of the common pairs in that of all, in thousandths.
    #[must_use]
    pub fn likeness(&self, a: &str, b: &str) -> u32 {
        let (a, b) = (plain(a), plain(b));
        if a == b {
            return 1000;
        }
        let (left, mut right) = (pairs(&a), pairs(&b));
        let weigh = |pairs: &[(Pair, Pair)]| -> u64 {
            pairs.iter().map(|(_, shape)| self.weight(*shape)).sum()
        };
        let all = weigh(&left) + weigh(&right);
        let mut common = 0;
        // First what is written alike, then what only sounds or looks so.
        let mut open = Vec::new();
        for pair in left {
            match right.iter().position(|other| other.0 == pair.0) {
                Some(at) => {
                    right.swap_remove(at);
                    common += 8 * self.weight(pair.1);
                }
                None => open.push(pair),
            }
        }
        for (_, shape) in open {
            if let Some(at) = right.iter().position(|other| other.1 == shape) {
                right.swap_remove(at);
                common += CONFUSED_EIGHTHS * self.weight(shape);
            }
        }
        if all == 0 {
            return 0;
        }
        u32::try_from(common * 1000 / (4 * all)).unwrap_or(1000).min(1000)
    }
}

type Pair = (char, char);

/// The pairs of a text as they are written, and by the first character that each is taken for.
fn pairs(text: &str) -> Vec<(Pair, Pair)> {
    let shape = |(a, b)| ((a, b), (taken_for(a), taken_for(b)));
    text.chars().zip(text.chars().skip(1)).map(shape).collect()
}

fn taken_for(c: char) -> char {
    CONFUSED.iter().find(|group| group.contains(c)).and_then(|g| g.chars().next()).unwrap_or(c)
}

/// A name without general words, and one word for each meaning. Longer words come first, so that a
/// part of a word is not taken for another.
fn plain(name: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(name);
    for word in LIGHT {
        if out.contains(word) && out.len() > word.len() {
            out = Cow::Owned(out.replace(word, ""));
        }
    }
    for (kept, others) in SAME {
        for other in *others {
            if out.contains(other) {
                out = Cow::Owned(out.replace(other, kept));
            }
        }
    }
    out
}

/// Lone letters and marks of order that forbid that two names are one: A座 and B座, 甲区 and 乙区; not
/// LED路灯 and 路灯. (Digits and directions: [`super::name::marks_differ`].)
#[must_use]
pub fn orders_differ(a: &str, b: &str) -> bool {
    let orders = |name: &str| {
        let chars: Vec<char> = name.chars().collect();
        let is_letter = |at: Option<usize>| {
            at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphabetic)
        };
        let is_order = |at: usize, c: char| {
            let lone =
                is_letter(Some(at)) && !is_letter(at.checked_sub(1)) && !is_letter(Some(at + 1));
            lone || "甲乙丙丁戊己庚辛".contains(c)
        };
        let mut out: Vec<char> = chars
            .iter()
            .enumerate()
            .filter(|(at, c)| is_order(*at, **c))
            .map(|(_, c)| *c)
            .collect();
        out.sort_unstable();
        out
    };
    orders(a) != orders(b)
}

#[cfg(test)]
mod tests {
    use super::{Rarity, orders_differ};

    fn rarity() -> Rarity {
        let mut names: Vec<String> = (0..40).map(|n| format!("村组道路硬化{n}期")).collect();
        names.extend(["冷库", "粮食烘干厂", "电商服务站"].map(str::to_owned));
        Rarity::of(names.iter().map(String::as_str))
    }

    #[test]
    fn a_rare_pair_weighs_more_than_a_common_one() {
        let r = rarity();
        assert!(r.weight(('烘', '干')) > r.weight(('村', '组')));
        assert!(r.likeness("村组烘干", "棚圈烘干") > r.likeness("村组烘干", "村组棚圈"));
    }

    #[test]
    fn words_of_one_meaning_and_general_words_do_not_count() {
        let r = rarity();
        assert_eq!(r.likeness("村组道路硬化", "村组水泥路"), 1000);
        assert_eq!(r.likeness("公厕4期", "公共厕所4期"), 1000);
        assert_eq!(r.likeness("养殖基地", "养殖场建设项目"), 1000);
        assert_eq!(r.likeness("冷库", "电商服务站"), 0);
    }

    #[test]
    fn what_sounds_or_looks_alike_is_cheap_but_not_free() {
        let alike = rarity().likeness("养殖大棚", "养殖大蓬");
        assert!((800..1000).contains(&alike), "{alike}");
    }

    #[test]
    fn letters_and_marks_of_order_are_decisive() {
        assert!(orders_differ("厂房a座", "厂房b座"));
        assert!(orders_differ("甲区冷库", "乙区冷库"));
        assert!(!orders_differ("冷库2期", "冷库三期"));
        assert!(!orders_differ("led路灯", "路灯"));
    }

    #[test]
    fn likeness_has_no_side() {
        let r = rarity();
        for (a, b) in [("村组道路", "道路村组"), ("电商站", "电商服务站"), ("蓬棚", "棚蓬")]
        {
            assert_eq!(r.likeness(a, b), r.likeness(b, a), "{a} {b}");
        }
    }
}
