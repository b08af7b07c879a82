//! What a body was before, and what became of it. Offered beside an answer, never mixed into it: what an article called a body is what it was.

use schemars::JsonSchema;
use serde::Serialize;

use crate::extract::{identity_key, united_with};

/// A body that another came from, or went into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Relation {
    pub key: String,
    pub name: String,
    pub province: Option<String>,
    /// Year, or year and month, of the change.
    pub since: String,
}

/// When 63 provinces became 34.
const PROVINCES_UNITED: &str = "2025-07";

/// Bodies that each province has one of went with it.
const PROVINCIAL: [&str; 5] = ["Tỉnh ủy", "Thành ủy", " tỉnh", " thành phố", "Sở "];

/// Returns the predecessors and the successors of a body.
pub fn relations(name: &str, province: Option<&str>) -> (Vec<Relation>, Vec<Relation>) {
    let rows = include_str!("lineage.tsv").lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<[&str; 3]> = rows.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok()).collect();
    let relation = |name: &str, province: Option<&str>, since: &str| Relation {
        key: identity_key(name, province),
        name: name.to_owned(),
        province: province.map(str::to_owned),
        since: since.to_owned(),
    };
    let before = rows.iter().filter(|[_, after, _]| *after == name).map(|[before, _, since]| relation(before, province, since));
    let after = rows.iter().filter(|[before, _, _]| *before == name).map(|[_, after, since]| relation(after, province, since));
    let (mut before, mut after): (Vec<_>, Vec<_>) = (before.collect(), after.collect());
    let is_provincial = PROVINCIAL.iter().any(|word| name.contains(word));
    if let Some(province) = province.filter(|_| is_provincial) {
        let (into, from) = united_with(province);
        after.extend(into.map(|into| relation(name, Some(into), PROVINCES_UNITED)));
        before.extend(from.iter().map(|from| relation(name, Some(from), PROVINCES_UNITED)));
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(relations: &[Relation]) -> Vec<&str> {
        relations.iter().map(|relation| relation.key.as_str()).collect()
    }

    #[test]
    fn blocks_are_merged_and_ended() {
        let (before, after) = relations("Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", Some("Tuyên Quang"));
        assert_eq!(
            keys(&before),
            [
                "Đảng ủy Khối các cơ quan tỉnh@Tuyên Quang",
                "Đảng ủy Khối doanh nghiệp tỉnh@Tuyên Quang",
                "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh@Hà Giang"
            ]
        );
        assert_eq!(keys(&after), ["Đảng ủy các cơ quan Đảng tỉnh@Tuyên Quang", "Đảng ủy UBND tỉnh@Tuyên Quang"]);
    }

    #[test]
    fn provinces_go_into_others() {
        let (before, after) = relations("Tỉnh ủy", Some("Phú Yên"));
        assert_eq!((keys(&before), keys(&after)), (vec![], vec!["Tỉnh ủy@Đắk Lắk"]));
        assert_eq!(keys(&relations("Tỉnh ủy", Some("Đắk Lắk")).0), ["Tỉnh ủy@Phú Yên"]);
        assert_eq!(relations("Huyện ủy Na Hang", Some("Hà Giang")), (vec![], vec![]));
        assert_eq!(relations("Tỉnh ủy", None), (vec![], vec![]));
    }
}
