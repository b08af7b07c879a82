"""Holds the rules of the judges: `python3 -m unittest discover benches/quality`."""

import unittest

from people import names, runs, stands_alone
from spelling import clean, folded_key, marked_key, other_placement, without_marks


class Spelling(unittest.TestCase):
    def test_one_syllable_written_twice(self):
        for one, other in [("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("Mỹ", "Mĩ"), ("Quý", "Quí"), ("Quỳnh", "Quình"), ("UỶ", "ủy")]:
            self.assertEqual(marked_key(one), marked_key(other))

    def test_two_syllables(self):
        for one, other in [("Thanh", "Thành"), ("Hùng", "Hưng"), ("Thy", "Thi"), ("Thúy", "Thúi"), ("Đan", "Dan"), ("Tay", "Tai")]:
            self.assertNotEqual(marked_key(one), marked_key(other))

    def test_folded(self):
        self.assertEqual([folded_key(word) for word in "Đặng Thị Mỹ Quỳnh Quyền".split()], ["dang", "thi", "mi", "quinh", "quyen"])

    def test_other_placement(self):
        self.assertEqual(other_placement("Nguyễn Thị Hòa Thuỷ Quý Toàn"), "Nguyễn Thị Hoà Thủy Quý Toàn")
        self.assertEqual(without_marks("Đỗ Thị Hòa"), "Do Thi Hoa")


class People(unittest.TestCase):
    def drawn(self, text):
        return [" ".join(name) for run in runs(clean(text)) for name in names(run)]

    def test_names_are_whole(self):
        for text, expected in {
            "Ông Nguyễn Văn Thanh Hải": ["Nguyễn Văn Thanh Hải"],
            "gặp Lê Nguyễn Văn Thanh.": ["Lê Nguyễn Văn Thanh"],
            "đồng chí Trần Văn Bình Phó Bí thư": ["Trần Văn Bình"],
            "TS Nguyễn Đức Chung UBND": ["Nguyễn Đức Chung"],
            "cho biếtTrần Văn Bình, Lê Thị Ý": ["Trần Văn Bình", "Lê Thị Ý"],
            "Nguyễn Văn Bình Trần Thị Lan": ["Nguyễn Văn Bình"],
            "Nguyễn Văn\nHùng, Nguyễn Văn. Hùng, Nguyễn Văn, Hùng": [],
            "Nguyễn Văn A và Nguyễn Thanh H.": [],
            "Hoa hậu Đại Dương Việt Nam": [],
        }.items():
            self.assertEqual(self.drawn(text), expected, text)

    def test_standing_alone(self):
        for run, alone in {
            "Nguyễn Văn Thanh": True,
            "Nguyễn Văn Thanh Hải": False,
            "Lê Nguyễn Văn Thanh": False,
            "Hà Nội Nguyễn Văn Thanh": True,
            "Hải Dương Nguyễn Văn Thanh": True,
            "Nguyễn Văn Thanh Trần Thị Lan": True,
            "GẶP NGUYỄN VĂN THANH HÔM NAY": True,
        }.items():
            words = run.split()
            start = [word.title() for word in words].index("Nguyễn")
            self.assertEqual(stands_alone(words, start, 3), alone, run)


if __name__ == "__main__":
    unittest.main()
