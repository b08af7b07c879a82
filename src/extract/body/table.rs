//! The words that bodies are called by.

use super::BodyHead;
use crate::extract::lexicon::lines;

/// A level of the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Centre,
    Unit,
    /// A village, whose number or name must follow.
    Village,
}

pub const LEVELS: [(&str, Level); 30] = [
    ("Trung ương", Level::Centre),
    ("TW", Level::Centre),
    ("T.Ư", Level::Centre),
    ("Việt Nam", Level::Centre),
    ("VN", Level::Centre),
    ("tỉnh", Level::Unit),
    ("thành phố", Level::Unit),
    ("TP", Level::Unit),
    ("H", Level::Unit),
    ("Q", Level::Unit),
    ("P", Level::Unit),
    ("huyện", Level::Unit),
    ("quận", Level::Unit),
    ("thị xã", Level::Unit),
    ("TX", Level::Unit),
    ("xã", Level::Unit),
    ("phường", Level::Unit),
    ("thị trấn", Level::Unit),
    ("đặc khu", Level::Unit),
    ("thôn", Level::Village),
    ("bản", Level::Village),
    ("buôn", Level::Village),
    ("làng", Level::Village),
    ("ấp", Level::Village),
    ("khóm", Level::Village),
    ("khối phố", Level::Village),
    ("khu phố", Level::Village),
    ("khu dân cư", Level::Village),
    ("tổ dân phố", Level::Village),
    ("khu", Level::Village),
];

/// What the Party committees of the provincial offices and firms are called after.
pub const BLOCKS: &str = "Khối | Khối các cơ quan | Khối các cơ quan và doanh nghiệp | Khối cơ quan và doanh nghiệp | Khối doanh nghiệp | Khối các doanh nghiệp \
    | Khối cơ quan | Khối CCQ | Khối CQ&DN | Khối CCQ&DN | Khối DN | các cơ quan Đảng | các cơ quan Đảng, đoàn thể | các cơ quan Đảng, chính quyền | Dân Chính Đảng \
    | Mặt trận Tổ quốc, các đoàn thể | MTTQ, các đoàn thể | các cơ quan | các khu công nghiệp | Khối 487 | các cơ quan Trung ương | Khối các cơ quan Trung ương | Khối Doanh nghiệp Trung ương | Chính phủ | Quốc hội \
    | Quân sự | Bộ đội Biên phòng | Biên phòng | CCQ&DN | CCQ";

/// Returns the heads.
pub fn heads() -> impl Iterator<Item = (&'static str, BodyHead)> {
    let kinds = [
        (BodyHead::Organ, ORGANS),
        (BodyHead::OrganOf, ORGANS_OF),
        (BodyHead::Committee, COMMITTEES),
        (BodyHead::CommitteeOf, COMMITTEES_OF),
        (BodyHead::Agency, AGENCIES),
        (BodyHead::AgencyWith, AGENCIES_WITH),
        (BodyHead::AgencyOf, AGENCIES_OF),
        (BodyHead::Whole, WHOLE),
        (BodyHead::Any, ANY),
    ];
    kinds.into_iter().flat_map(|(kind, heads)| heads.split('|').map(move |head| (head.trim(), kind)))
}

/// Bodies that are written in several ways: as written, as usual.
const VARIANTS: [(&str, &str); 93] = [
    ("Đảng bộ", "Đảng ủy"),
    ("ĐU", "Đảng ủy"),
    ("ĐUK", "Đảng ủy Khối"),
    ("ĐUK DN", "Đảng ủy Khối doanh nghiệp"),
    ("ĐUK doanh nghiệp", "Đảng ủy Khối doanh nghiệp"),
    ("ĐUK các doanh nghiệp", "Đảng ủy Khối doanh nghiệp"),
    ("ĐUK CQ&DN", "Đảng ủy Khối các cơ quan và doanh nghiệp"),
    ("Chi ủy", "Chi bộ"),
    ("BTV", "Ban Thường vụ"),
    ("Thường vụ", "Ban Thường vụ"),
    ("BCH", "Ban Chấp hành"),
    ("UBKT", "Ủy ban Kiểm tra"),
    ("VP", "Văn phòng"),
    ("Ban Tuyên giáo - Dân vận", "Ban Tuyên giáo và Dân vận"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Ủy ban nhân dân", "UBND"),
    ("MTTQ", "Ủy ban MTTQ Việt Nam"),
    ("MTTQ Việt Nam", "Ủy ban MTTQ Việt Nam"),
    ("UBMTTQ", "Ủy ban MTTQ Việt Nam"),
    ("UBMTTQ Việt Nam", "Ủy ban MTTQ Việt Nam"),
    ("UB MTTQ", "Ủy ban MTTQ Việt Nam"),
    ("UB MTTQ Việt Nam", "Ủy ban MTTQ Việt Nam"),
    ("Ủy ban MTTQ", "Ủy ban MTTQ Việt Nam"),
    ("Ủy ban MTTQVN", "Ủy ban MTTQ Việt Nam"),
    ("UBMTTQVN", "Ủy ban MTTQ Việt Nam"),
    ("Ủy ban MTTQ Việt Nam", "Ủy ban MTTQ Việt Nam"),
    ("Mặt trận Tổ quốc", "Ủy ban MTTQ Việt Nam"),
    ("Mặt trận Tổ quốc Việt Nam", "Ủy ban MTTQ Việt Nam"),
    ("Ủy ban Mặt trận Tổ quốc", "Ủy ban MTTQ Việt Nam"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban MTTQ Việt Nam"),
    ("Ủy ban Mặt trận", "Ủy ban MTTQ Việt Nam"),
    ("UBMT", "Ủy ban MTTQ Việt Nam"),
    ("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Ủy ban Trung ương MTTQ Việt Nam"),
    ("Ủy ban TW MTTQ Việt Nam", "Ủy ban Trung ương MTTQ Việt Nam"),
    ("UBTW MTTQ Việt Nam", "Ủy ban Trung ương MTTQ Việt Nam"),
    ("Trung ương MTTQ Việt Nam", "Ủy ban Trung ương MTTQ Việt Nam"),
    ("LĐLĐ", "Liên đoàn Lao động"),
    ("Hội LHPN", "Hội Liên hiệp Phụ nữ"),
    ("Hội LHPN Việt Nam", "Hội Liên hiệp Phụ nữ"),
    ("Hội Liên hiệp Phụ nữ Việt Nam", "Hội Liên hiệp Phụ nữ"),
    ("Hội Phụ nữ", "Hội Liên hiệp Phụ nữ"),
    ("Hội LHTN", "Hội Liên hiệp Thanh niên"),
    ("Hội CCB", "Hội Cựu chiến binh"),
    ("HND", "Hội Nông dân"),
    ("Đoàn TN", "Đoàn Thanh niên"),
    ("Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên"),
    ("Đoàn TNCS HCM", "Đoàn Thanh niên"),
    ("Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn Thanh niên"),
    ("Bộ CHQS", "Bộ Chỉ huy Quân sự"),
    ("Ban CHQS", "Ban Chỉ huy Quân sự"),
    ("BĐBP", "Bộ đội Biên phòng"),
    ("Bộ Chỉ huy Bộ đội Biên phòng", "Bộ đội Biên phòng"),
    ("BCH Bộ đội Biên phòng", "Bộ đội Biên phòng"),
    ("Bộ Chỉ huy BĐBP", "Bộ đội Biên phòng"),
    ("BCH BĐBP", "Bộ đội Biên phòng"),
    ("TAND", "Tòa án nhân dân"),
    ("Toà án", "Tòa án nhân dân"),
    ("VKSND", "Viện Kiểm sát nhân dân"),
    ("VKS", "Viện Kiểm sát nhân dân"),
    ("Viện KSND", "Viện Kiểm sát nhân dân"),
    ("Viện Kiểm sát", "Viện Kiểm sát nhân dân"),
    ("TAND tối cao", "Tòa án nhân dân tối cao"),
    ("VKSND tối cao", "Viện Kiểm sát nhân dân tối cao"),
    ("CA", "Công an"),
    ("Đoàn ĐBQH", "Đoàn đại biểu Quốc hội"),
    ("Ban cán sự", "Ban cán sự đảng"),
    ("BCSĐ", "Ban cán sự đảng"),
    ("BCT", "Bộ Chính trị"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("Ban Bí thư Trung ương Đảng", "Ban Bí thư"),
    ("Ban Bí thư TW Đảng", "Ban Bí thư"),
    ("Trung ương Đảng", "Ban Chấp hành Trung ương Đảng"),
    ("TW Đảng", "Ban Chấp hành Trung ương Đảng"),
    ("Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương Đảng"),
    ("BCH Trung ương", "Ban Chấp hành Trung ương Đảng"),
    ("BCH Trung ương Đảng", "Ban Chấp hành Trung ương Đảng"),
    ("BCH TW", "Ban Chấp hành Trung ương Đảng"),
    ("BCH TW Đảng", "Ban Chấp hành Trung ương Đảng"),
    ("BCHTW", "Ban Chấp hành Trung ương Đảng"),
    ("Văn phòng Trung ương", "Văn phòng Trung ương Đảng"),
    ("TW Đoàn", "Trung ương Đoàn"),
    ("BTVTU", "Ban Thường vụ Tỉnh ủy"),
    ("BTCTU", "Ban Tổ chức Tỉnh ủy"),
    ("UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy"),
    ("BTGTU", "Ban Tuyên giáo Tỉnh ủy"),
    ("BDVTU", "Ban Dân vận Tỉnh ủy"),
    ("BNCTU", "Ban Nội chính Tỉnh ủy"),
    ("VPTU", "Văn phòng Tỉnh ủy"),
    ("TTTU", "Thường trực Tỉnh ủy"),
    ("BTGDVTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
    ("BHXH", "Bảo hiểm xã hội"),
    ("BHXH Việt Nam", "Bảo hiểm xã hội Việt Nam"),
    ("Hội Nông dân Việt Nam", "Hội Nông dân"),
];

/// Blocks and fields that are written in several ways.
const BLOCK_VARIANTS: [(&str, &str); 42] = [
    ("Khối cơ quan", "Khối các cơ quan"),
    ("Khối CCQ", "Khối các cơ quan"),
    ("CCQ", "các cơ quan"),
    ("Khối các cơ quan", "Khối các cơ quan"),
    ("Khối cơ quan và doanh nghiệp", "Khối các cơ quan và doanh nghiệp"),
    ("Khối các cơ quan và doanh nghiệp", "Khối các cơ quan và doanh nghiệp"),
    ("Khối CQ&DN", "Khối các cơ quan và doanh nghiệp"),
    ("Khối CCQ&DN", "Khối các cơ quan và doanh nghiệp"),
    ("CCQ&DN", "các cơ quan và doanh nghiệp"),
    ("Khối các doanh nghiệp", "Khối doanh nghiệp"),
    ("Khối doanh nghiệp", "Khối doanh nghiệp"),
    ("Khối DN", "Khối doanh nghiệp"),
    ("Khối", "Khối"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("GDĐT", "Giáo dục và Đào tạo"),
    ("KH&ĐT", "Kế hoạch và Đầu tư"),
    ("KHĐT", "Kế hoạch và Đầu tư"),
    ("KH&CN", "Khoa học và Công nghệ"),
    ("KHCN", "Khoa học và Công nghệ"),
    ("TN&MT", "Tài nguyên và Môi trường"),
    ("TNMT", "Tài nguyên và Môi trường"),
    ("Tài nguyên - Môi trường", "Tài nguyên và Môi trường"),
    ("NN&PTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("NNPTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("Nông nghiệp và PTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("GTVT", "Giao thông Vận tải"),
    ("TT&TT", "Thông tin và Truyền thông"),
    ("VHTT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VH-TT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VH,TT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VHTTDL", "Văn hóa, Thể thao và Du lịch"),
    ("Văn hóa - Thể thao và Du lịch", "Văn hóa, Thể thao và Du lịch"),
    ("Văn hóa Thể thao và Du lịch", "Văn hóa, Thể thao và Du lịch"),
    ("Văn hóa, Thể thao, Du lịch", "Văn hóa, Thể thao và Du lịch"),
    ("LĐ-TB&XH", "Lao động - Thương binh và Xã hội"),
    ("LĐ,TB&XH", "Lao động - Thương binh và Xã hội"),
    ("LĐTB&XH", "Lao động - Thương binh và Xã hội"),
    ("LĐTBXH", "Lao động - Thương binh và Xã hội"),
    ("LĐ-TBXH", "Lao động - Thương binh và Xã hội"),
    ("Lao động, Thương binh và Xã hội", "Lao động - Thương binh và Xã hội"),
    ("Lao động Thương binh và Xã hội", "Lao động - Thương binh và Xã hội"),
    ("Lao động - Thương binh - Xã hội", "Lao động - Thương binh và Xã hội"),
];

/// Levels as they are written in the usual form of a body.
pub const USUAL_LEVELS: [(&str, &str); 20] = [
    ("tỉnh", "tỉnh"),
    ("thành phố", "thành phố"),
    ("TP", "thành phố"),
    ("huyện", "huyện"),
    ("quận", "quận"),
    ("thị xã", "thị xã"),
    ("TX", "thị xã"),
    ("xã", "xã"),
    ("phường", "phường"),
    ("thị trấn", "thị trấn"),
    ("đặc khu", "đặc khu"),
    ("thôn", "thôn"),
    ("bản", "bản"),
    ("buôn", "buôn"),
    ("làng", "làng"),
    ("ấp", "ấp"),
    ("khu phố", "khu phố"),
    ("Trung ương", "Trung ương"),
    ("TW", "Trung ương"),
    ("T.Ư", "Trung ương"),
];

/// Returns every head, block and field with its usual form; later ones win.
pub fn usual() -> impl Iterator<Item = (String, &'static str)> {
    let heads = heads().map(|(head, _)| head);
    let fields = lines(FIELDS);
    let blocks = BLOCKS.split('|').map(str::trim);
    let organisations = lines(include_str!("../data/organisations.txt"));
    let themselves = organisations.chain(heads).chain(fields).chain(blocks).map(|name| (name, name));
    let written = themselves.chain(VARIANTS).chain(BLOCK_VARIANTS);
    written.flat_map(|(written, usual)| shortened(written).map(move |written| (written, usual)))
}

const FIELDS: &str = include_str!("../data/fields.txt");

/// Returns the fields by which departments are named.
pub fn fields() -> impl Iterator<Item = String> {
    lines(FIELDS).flat_map(shortened)
}

/// Returns a phrase as it is written, and with the short forms of its small words: `Giáo dục & Đào tạo`, `Hội LHPN VN`.
fn shortened(phrase: &'static str) -> impl Iterator<Item = String> {
    let short = [(" và ", " & "), (" Việt Nam", " VN")].into_iter().filter(move |(long, _)| phrase.contains(long));
    std::iter::once(phrase.to_owned()).chain(short.map(move |(long, short)| phrase.replace(long, short)))
}

/// Returns the usual names of bodies that an article, once it has named one in full, calls by these words alone.
pub fn short() -> impl Iterator<Item = &'static str> {
    [ORGANS, COMMITTEES, COMMITTEES_OF, "HĐND | UBND | Đảng ủy Khối"].into_iter().flat_map(|heads| heads.split('|').map(str::trim))
}

/// Returns those of them of which there are many everywhere: such a word means the one that was named before it, or nobody knows which.
pub fn common() -> impl Iterator<Item = &'static str> {
    ["Chi bộ", "Công đoàn", "Công đoàn cơ sở", "Đoàn Thanh niên", "Hội Cựu chiến binh", "Đảng ủy bộ phận"].into_iter()
}

/// Returns the usual names of bodies that are there once in the country.
pub fn central() -> impl Iterator<Item = &'static str> {
    let provincial = |body: &&str| !body.ends_with("TU");
    WHOLE.split('|').map(str::trim).filter(provincial)
}

const ORGANS: &str = "Ban Thường vụ | BTV | Ban Chấp hành | BCH | Ủy ban Kiểm tra | UBKT | Ban Tổ chức | Ban Tuyên giáo | Ban Tuyên giáo và Dân vận | Ban Tuyên giáo - Dân vận \
    | Ban Dân vận | Ban Nội chính | Ban Bảo vệ, chăm sóc sức khỏe cán bộ | Ban Chính sách, chiến lược | Ban Tư tưởng - Văn hóa | Ban Khoa giáo | Ban Xây dựng Đảng";
const ORGANS_OF: &str = "Văn phòng | VP | Thường trực | Thường vụ | Đoàn Chủ tịch | Ban Kinh tế | Ban Đối ngoại | Ban Kiểm tra | Ban Pháp chế | Ban Kinh tế - Ngân sách | Ban Văn hóa - Xã hội \
    | Ban Đô thị | Ban Kinh tế - Xã hội | Ban Thường trực | Ban Kinh tế và Ngân sách | Ban Văn hóa và Xã hội | Cơ quan | Cơ quan Ủy ban Kiểm tra | Ban Tiếp công dân \
    | Hội đồng thi đua - khen thưởng | Ban Công tác đại biểu | Ban Dân nguyện | Hội đồng | Tiểu ban Văn kiện | Tiểu ban Nhân sự";
const COMMITTEES: &str =
    "Tỉnh ủy | Thành ủy | Huyện ủy | Quận ủy | Thị ủy | Khu ủy | Xứ ủy | Tỉnh đoàn | Thành đoàn | Huyện đoàn | Quận đoàn | Thị đoàn | Tỉnh hội";
const COMMITTEES_OF: &str = "Đảng ủy | ĐU | ĐUK | ĐUK DN | ĐUK doanh nghiệp | ĐUK các doanh nghiệp | ĐUK CQ&DN | Đảng bộ | Chi bộ | Chi ủy | Đảng đoàn | Ban cán sự đảng | Ban cán sự | BCSĐ | Đoàn Thanh niên | Đoàn TNCS Hồ Chí Minh | Đoàn TN \
    | Đoàn Thanh niên Cộng sản Hồ Chí Minh | Đoàn TNCS HCM | Đoàn Khối | Công đoàn | Công đoàn cơ sở | Hội Cựu chiến binh | Hội CCB | Đảng bộ bộ phận";
const AGENCIES: &str = "HĐND | Hội đồng nhân dân | UBND | Ủy ban nhân dân | Ủy ban bầu cử | Ủy ban Mặt trận Tổ quốc | Ủy ban MTTQ | UBMTTQ | UBMTTQVN | UB MTTQ | MTTQ | Mặt trận Tổ quốc | Ủy ban Mặt trận \
    | UBMT | TAND | Tòa án nhân dân | Toà án | VKSND | VKS | Viện Kiểm sát nhân dân | Viện Kiểm sát | Bộ Chỉ huy Quân sự | Bộ CHQS | Ban Chỉ huy Quân sự | Ban CHQS \
    | Bộ Chỉ huy Bộ đội Biên phòng | BCH Bộ đội Biên phòng | Bộ Chỉ huy BĐBP | BCH BĐBP | Đoàn đại biểu Quốc hội | Đoàn ĐBQH | Kho bạc Nhà nước | Cục Thuế | Cục Thống kê \
    | Chi cục Thuế | Cục Hải quan | Chi cục Kiểm lâm | Hạt Kiểm lâm | Liên đoàn Lao động | LĐLĐ | Tổng Liên đoàn Lao động | Công đoàn Viên chức | Hội Nông dân | HND | Hội Liên hiệp Phụ nữ | Hội LHPN | Hội Phụ nữ \
    | Trung ương Hội | Hội Liên hiệp Thanh niên | Hội LHTN | Hội Chữ thập đỏ | Hội Người cao tuổi | Hội Khuyến học | Hội Luật gia | Hội Nhà báo | Hội Văn học Nghệ thuật | Liên minh Hợp tác xã | Liên minh HTX \
    | Hội Cựu thanh niên xung phong | Hội Sinh viên | Trường Chính trị | Trung tâm Bồi dưỡng chính trị | Trung tâm Chính trị | Cục Thi hành án dân sự | Chi cục Thi hành án dân sự | Ban Dân tộc | Ban Thi đua - Khen thưởng \
    | Văn phòng Đoàn đại biểu Quốc hội và HĐND | Văn phòng Đoàn ĐBQH và HĐND | Văn phòng HĐND và UBND | Văn phòng Đoàn ĐBQH, HĐND và UBND | Văn phòng Đoàn ĐBQH | Ủy ban Mặt trận Tổ quốc Việt Nam | Ủy ban MTTQVN \
    | Hội Liên hiệp Phụ nữ Việt Nam | Ủy ban Đoàn kết Công giáo | Hội đồng nghĩa vụ quân sự | Trung tâm Phục vụ hành chính công | Ban Quản lý Khu kinh tế | Ban Quản lý các khu công nghiệp | Ủy ban Hội | Cục Quản lý thị trường | Hội Bảo trợ người khuyết tật và trẻ mồ côi";
const AGENCIES_WITH: &str = "Công an | CA | Bộ đội Biên phòng | BĐBP | Thanh tra | Bảo hiểm xã hội | BHXH | Viện KSND | Đoàn | Chi đoàn | Chi hội | Chi hội Phụ nữ | Chi hội Nông dân | Chi hội Cựu chiến binh | Cơ quan Cảnh sát điều tra | Công an các đơn vị \
    | Xã đội | Thành đội | Huyện đội | Thị đội | Trạm Khuyến nông | Liên hiệp các tổ chức hữu nghị | Hội Khoa học Lịch sử | Trung tâm Phát triển quỹ đất | Đại sứ quán | Đội Cảnh sát giao thông | Đội CSGT | Phòng Cảnh sát giao thông | Phòng CSGT \
    | Hội Kế hoạch hóa gia đình | Hội Sinh vật cảnh | Hội Cựu giáo chức | Hội Đông y | Hội Làm vườn | Ty | Liên hiệp các Hội Khoa học và Kỹ thuật | Hội Thanh niên xung phong | Hội Nạn nhân chất độc da cam/dioxin | Cục Dự trữ Nhà nước | Kiểm toán Nhà nước khu vực";
const AGENCIES_OF: &str = "Sở | Bộ | Phòng | Tổng cục | Cục | Chi cục | Vụ | Ủy ban | Liên Sở | Ban quản lý | Hội đồng Bầu cử | Ty";
const WHOLE: &str = "Bộ Chính trị | BCT | Ban Bí thư | Ban Bí thư Trung ương Đảng | Ban Bí thư TW Đảng | Ủy ban Trung ương MTTQ Việt Nam | Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam | Ủy ban TW MTTQ Việt Nam | UBTW MTTQ Việt Nam | Ủy ban Kiểm tra Trung ương | Hội đồng Dân tộc | Hội đồng Dân tộc của Quốc hội | Ủy ban Pháp luật của Quốc hội | Viện Lịch sử Đảng | Ủy ban ATGT Quốc gia | Ủy ban An toàn giao thông Quốc gia | Quốc hội | Chính phủ | Ủy ban Thường vụ Quốc hội | UBTVQH | Trung ương Đảng | Ban Chấp hành Trung ương Đảng | Ban Chấp hành Trung ương | BCH Trung ương | BCH TW \
    | BCHTW | BCH Trung ương Đảng | BCH TW Đảng | Văn phòng Trung ương Đảng | Văn phòng Trung ương | Văn phòng Chính phủ | Văn phòng Quốc hội | Văn phòng Chủ tịch nước | Quân ủy Trung ương | Thanh tra Chính phủ \
    | Kiểm toán Nhà nước | Trung ương Đoàn | TW Đảng | TW Đoàn | Tòa án nhân dân tối cao | Viện Kiểm sát nhân dân tối cao | TAND tối cao | VKSND tối cao | Bộ Quốc phòng | Bộ Công an | Bộ Ngoại giao | Bộ Tổng Tham mưu | Tổng cục Chính trị \
    | BTVTU | BTCTU | UBKTTU | BTGTU | BDVTU | BNCTU | VPTU | TTTU | BTGDVTU | Ngân hàng Nhà nước | Ngân hàng Nhà nước Việt Nam | Hội đồng Bầu cử quốc gia | Học viện Chính trị quốc gia Hồ Chí Minh \
    | Tổng Liên đoàn Lao động Việt Nam | Hội đồng Lý luận Trung ương | Bảo hiểm xã hội Việt Nam | Trung ương MTTQ Việt Nam | Đảng ủy Công an Trung ương";
const ANY: &str = "Quân khu | Đồn Biên phòng | Đồn Biên phòng cửa khẩu | Chi cục Hải quan cửa khẩu | Ban Chỉ đạo | Ban Chỉ huy";
