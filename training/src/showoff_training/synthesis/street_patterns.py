"""What repeats in streets and looks a little like text: each drawn over a picture, in place."""

import random
from collections.abc import Callable

import cv2
import numpy as np

from showoff_training.synthesis.street_colours import F, Picture, any_colour

Draw = Callable[[Picture, random.Random, np.random.Generator], None]


def bricks(part: Picture, r: random.Random, rng: np.random.Generator) -> None:
    rows, columns = part.shape[:2]
    high = r.randint(6, 46)
    wide, joint = int(high * r.uniform(1.5, 3.5)), max(1, round(high * r.uniform(0.04, 0.16)))
    part[:] = any_colour(r)
    base, spread = np.array(any_colour(r), F), r.uniform(2, 22)
    shades = np.clip(base + rng.normal(0, spread, (64, 3)), 0, 255).astype(np.uint8)
    number = 0
    for row, y in enumerate(range(0, rows, high)):
        for x in range(-(row % 2) * wide // 2, columns, wide):
            brick = part[y : y + high - joint, max(0, x) : max(0, x + wide - joint)]
            brick[:] = shades[number % 64]
            number += 1 + (number % 7)
    if r.random() < 0.5:
        part[:] = cv2.blur(part, (3, 3))


def fence(part: Picture, r: random.Random, _rng: np.random.Generator) -> None:
    """Bars, at times a lattice or with rails."""
    rows, columns = part.shape[:2]
    thick = r.choice((1, 1, 2, 3, 5, 8))
    gap, lean, kind = max(r.uniform(6, 60), 2.2 * thick), r.gauss(0, 0.15), r.random()
    colour, over = any_colour(r), rows * abs(lean)
    for x in np.arange(-over, columns + over, gap):
        foot = (round(x + lean * rows), rows)
        cv2.line(part, (round(x), 0), foot, colour, thick, cv2.LINE_AA)
        if kind < 0.3:
            head = (round(x + (lean + 0.6) * rows), 0)
            cv2.line(part, (round(x), rows), head, colour, thick, cv2.LINE_AA)
    for _ in range(r.randint(1, 3) if kind > 0.55 else 0):
        y = r.randint(0, rows)
        cv2.line(part, (0, y), (columns, y), colour, thick + 1, cv2.LINE_AA)


def windows(part: Picture, r: random.Random, rng: np.random.Generator) -> None:
    rows, columns = part.shape[:2]
    wide, high = r.uniform(8, 90), r.uniform(10, 110)
    across, along = wide * r.uniform(1.15, 2.4), high * r.uniform(1.15, 2.2)
    glass, frame = any_colour(r), any_colour(r)
    bars, thick = r.randint(0, 2), max(1, round(wide * r.uniform(0.02, 0.1)))
    for y in np.arange(r.uniform(0, along), rows, along):
        for x in np.arange(r.uniform(0, 4), columns, across):
            corners = (round(x), round(y)), (round(x + wide), round(y + high))
            shade = [float(min(255, max(0, tone + rng.normal(0, 14)))) for tone in glass]
            cv2.rectangle(part, *corners, shade, -1)
            cv2.rectangle(part, *corners, frame, thick)
            for bar in range(bars):
                at = round(x + wide * (bar + 1) / (bars + 1))
                cv2.line(part, (at, corners[0][1]), (at, corners[1][1]), frame, thick)


def leaves(part: Picture, r: random.Random, rng: np.random.Generator) -> None:
    rows, columns = part.shape[:2]
    longest = r.uniform(4, 30)
    greens = ((60, 110, 40), (90, 130, 50), (110, 80, 50), any_colour(r))
    base = np.array(r.choice(greens), F)
    count = int(min(700, rows * columns / (longest * longest) * r.uniform(0.8, 2.5)))
    places = np.stack([rng.integers(0, columns, count), rng.integers(0, rows, count)], 1).tolist()
    tones = base * rng.uniform(0.3, 1.6, (count, 1)) + rng.normal(0, 12, (count, 3))
    for place, shade in zip(places, np.clip(tones, 0, 255).tolist(), strict=True):
        axes = [max(1, round(longest * r.uniform(*ends))) for ends in ((0.4, 1), (0.12, 0.45))]
        cv2.ellipse(part, place, axes, r.uniform(0, 180), 0, 360, shade, -1)


def stripes(part: Picture, r: random.Random, _rng: np.random.Generator) -> None:
    """Stairs, shutters, boards, zebra crossings."""
    rows, columns = part.shape[:2]
    gap = r.uniform(5, 60)
    thick, colour = max(1, round(gap * r.uniform(0.1, 0.5))), any_colour(r)
    upright, lean = r.random() < 0.4, r.gauss(0, 0.1)
    length = columns if upright else rows
    for at in np.arange(-0.2 * length, 1.2 * length, gap):
        if upright:
            ends = (round(at), 0), (round(at + lean * rows), rows)
        else:
            ends = (0, round(at)), (columns, round(at + lean * columns))
        cv2.line(part, *ends, colour, thick, cv2.LINE_AA)


def marks(part: Picture, r: random.Random, _rng: np.random.Generator) -> None:
    """Rings, arrows, rectangles, triangles, lines: signs without text."""
    rows, columns = part.shape[:2]
    for _ in range(r.randint(1, 7)):
        x, y, radius = r.randint(0, columns), r.randint(0, rows), r.randint(3, 40)
        colour, thick, kind = any_colour(r), r.choice((-1, 2, 3, 5)), r.random()
        if kind < 0.3:
            cv2.circle(part, (x, y), radius, colour, thick, cv2.LINE_AA)
        elif kind < 0.5:
            tip = (x + r.randint(-70, 70), y + r.randint(-40, 40))
            cv2.arrowedLine(part, (x, y), tip, colour, abs(thick), cv2.LINE_AA, 0, 0.35)
        elif kind < 0.7:
            cv2.rectangle(part, (x, y), (x + 2 * radius, y + radius), colour, thick)
        elif kind < 0.85:
            reach = range(-radius, radius + 1)
            corners = [[x + r.choice(reach), y + r.choice(reach)] for _ in range(3)]
            cv2.fillPoly(part, [np.array(corners, np.int32)], colour, cv2.LINE_AA)
        else:
            path = [[r.randint(0, columns), r.randint(0, rows)] for _ in range(5)]
            points = [np.array(path, np.int32)]
            cv2.polylines(part, points, False, colour, abs(thick), cv2.LINE_AA)


PATTERNS: tuple[Draw, ...] = (bricks, fence, windows, leaves, stripes, bricks, windows)
