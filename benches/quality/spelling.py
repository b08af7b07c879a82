"""Vietnamese spelling for judges: when two written syllables are the same. Independent of timbao, on purpose.

Two readings. The *marked* key keeps the letters and the tone but not where the tone was written (`hòa` = `hoà`, composed = decomposed);
the *folded* key forgets every mark (`Đặng` = `dang`). In both, `i` and `y` are one where both are the spelling of one syllable: alone behind
h k l m s t v (`Mỹ` = `Mĩ`) and behind `qu` (`Quý` = `Quí`, `Quỳnh` = `Quình`).
"""

import re
import unicodedata

TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# Characters that are not seen and part no word: soft hyphen, joiners, direction marks, byte order mark.
UNSEEN = dict.fromkeys([0xAD, 0x34F, *range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
_I_OR_Y = re.compile(r"^([hklmstv]|qu)y(?![aeiouyăâêôơư])")


def _i_for_y(key):
    found = _I_OR_Y.match(key)
    if not found or (found.group(1) != "qu" and found.end() != len(key)):
        return key
    return found.group(1) + "i" + key[found.end():]


def clean(text):
    """Composes the text and drops what is not seen."""
    return unicodedata.normalize("NFC", text.translate(UNSEEN))


def marked_key(word):
    """`Hoà`, `Hòa` and their decomposed forms -> `hoa2`; `Hoa` -> `hoa`."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in TONES:
            tones.append(TONES[char])
        else:
            letters.append(char)
    return _i_for_y(unicodedata.normalize("NFC", "".join(letters))) + "".join(tones)


def folded_key(word):
    """`Đặng` -> `dang`."""
    return _i_for_y(without_marks(word.lower()))


def without_marks(text):
    """`Đặng Thị Hòa` -> `Dang Thi Hoa`."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("Đ", "D"))


def is_marked(text):
    """Whether any letter carries a mark."""
    return without_marks(text) != unicodedata.normalize("NFC", text)


def _placements():
    """Pairs of endings: `òa` with `oà` and so on, small and capital."""
    for first, second in ("oa", "oe", "uy"):
        for tone in TONES:
            old, new = (unicodedata.normalize("NFC", form) for form in (first + tone + second, first + second + tone))
            yield old, new
            yield old.capitalize(), new.capitalize()


_PLACEMENT = {**{old: new for old, new in _placements()}, **{new: old for old, new in _placements()}}
_OPEN_PAIR = re.compile(r"(?<![qQ])(?:%s)(?!\w)" % "|".join(_PLACEMENT))


def other_placement(text):
    """Writes the tone of open `oa oe uy` on the other vowel: `Hòa` -> `Hoà`, `Thuỷ` -> `Thủy`."""
    return _OPEN_PAIR.sub(lambda pair: _PLACEMENT[pair.group()], unicodedata.normalize("NFC", text))
