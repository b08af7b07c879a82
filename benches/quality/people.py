"""Names of people in running text, found by capital letters and surnames alone. Independent of timbao, on purpose.

A *run* is a row of words that each begin with a capital letter and that only blanks part: neither punctuation nor a line break, so no run
goes across the end of a sentence. Where a capital follows a small letter inside a word (`cho biếtNguyễn Văn A`), a space was lost: a run
ends, or begins, there.

A name *stands alone* in a run if it is not part of a longer name:
  * in front of it is no other common surname that begins the run (`Lê Nguyễn Văn A` does not name Nguyễn Văn A); any other word may stand
    there (`Ông`, `TS`, the end of a place: `Hà Nội Nguyễn Văn A`);
  * behind it is nothing, a word of posts (`Phó`, `Bí` …), an abbreviation in capitals, or a surname with more behind it (the next name);
    with any other capitalised word behind it, it is the beginning of a longer name (`Nguyễn Văn Thanh Hải` does not name Nguyễn Văn Thanh);
  * in a headline that is all in capitals nothing can be told from the neighbours, so it does stand alone.
Otherwise it stands *inside* a longer name.
"""

import re
import sys
import unicodedata

# Those that are hardly ever anything but a surname; Đoàn, Cao, Mai, Hà, Lưu … are also common words, places or given names.
SURNAMES = frozenset("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Đinh Trương Trịnh Đào Lương".split())
POST_WORDS = frozenset("Phó Bí Chủ Trưởng Giám Ủy Uỷ Viện Cục Chánh Hiệu Cựu Nguyên Ông Bà".split())

ADDRESSES = frozenset("Ông Bà Anh Chị Cô Chú Bác Cụ Em Thầy".split())

_CAPITALS = "".join(char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char) == "Lu" and "\x00" < char < "\u2000")
_SMALLS = "".join(char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char) == "Ll" and "\x00" < char < "\u2000")
_WORD = rf"[{_CAPITALS}](?:[{_CAPITALS}]*(?![{_SMALLS}])|[{_SMALLS}]*)"
_RUN = re.compile(rf"(?<![{_CAPITALS}\d_]){_WORD}(?:[ \t\u00a0\u2000-\u200a\u202f]+{_WORD})+(?![\d_])")


def runs(text):
    """Yields each run of a cleaned text as a list of words."""
    for found in _RUN.finditer(text):
        yield found.group().split()


def stands_alone(words, start, length):
    """Whether the `length` words from `start` are a name of their own in this run."""
    if all(word.isupper() for word in words):
        return True
    if start == 1 and words[0].title() in SURNAMES:
        return False
    behind = words[start + length:]
    if not behind or behind[0] in POST_WORDS or (len(behind[0]) > 1 and behind[0].isupper()):
        return True
    return behind[0] in SURNAMES and len(behind) > 1


def names(words):
    """Yields the full names of 3 or 4 syllables that can be told from the run alone.

    They stand alone, begin with a common surname, and begin the run or follow a form of address or an abbreviation (`Ông`, `TS`): of
    `Hoa hậu Đại Dương Việt Nam` and `Đường Lê Lợi Nối Dài` no name is drawn.
    """
    for start, word in enumerate(words):
        if word not in SURNAMES or not (start == 0 or words[start - 1] in ADDRESSES or words[start - 1].isupper()):
            continue
        for length in (3, 4):
            name = words[start:start + length]
            if len(name) == length and all(map(_can_be_named, name)) and stands_alone(words, start, length):
                yield tuple(name)


def _can_be_named(word):
    # `Nguyễn Văn A` and `Nguyễn Thanh H.` are nobody's full names; `Nguyễn Thị Ý` is.
    return word.istitle() and word not in POST_WORDS and not (len(word) == 1 and word.isascii())
