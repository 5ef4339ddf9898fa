# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures by gnuplot, in the look of the program's own: `freepencil curve --plot`."""
import subprocess
from pathlib import Path

from figure import COLOURS
from theory import CommandFailed

PANEL = (560, 470)
TERMINALS = {
    ".svg": "set terminal svg size {},{} font 'Helvetica,14' enhanced background rgb 'white'",
    ".png": "set terminal pngcairo size {},{} font 'Helvetica,14' enhanced",
}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def axes(panel):
    lines = [f"set xlabel {quoted(panel.x)}", f"set ylabel {quoted(panel.y)}", f"set title {quoted(panel.title)}",
             f"set key {panel.key} Left reverse samplen 2", "unset arrow", "unset label",
             f"set xtics {'1' if panel.counts else 'autofreq'}"]
    for axis, logarithmic, limits in [("x", panel.log_x, panel.x_range), ("y", panel.log_y, panel.y_range)]:
        lines.append(f"{'set' if logarithmic else 'unset'} logscale {axis}")
        lines.append(f"set format {axis} '{'10^{%T}' if logarithmic else '%g'}'")
        lines.append(f"set {axis}range {limits or '[*:*]'}")
    dotted = "nohead dt 3 lw 1.5 lc rgb '#666666'"
    for mark in panel.verticals:
        lines.append(f"set arrow from first {mark.at},graph 0 to first {mark.at},graph 1 {dotted}")
        lines.append(f"set label {quoted(mark.text)} at first {mark.at},graph {mark.place} offset 0.5,0 textcolor rgb '#666666'")
    for mark in panel.horizontals:
        lines.append(f"set arrow from graph 0,first {mark.at} to graph 1,first {mark.at} {dotted}")
        lines.append(f"set label {quoted(mark.text)} at graph 0.97,first {mark.at} right offset 0,{mark.place} textcolor rgb '#666666'")
    return lines


def block(name, rows):
    return [f"${name} << EOD", *rows, "EOD"]


def panel_script(p, panel, lines, points):
    """Data and one plot command; every curve with its points in one colour, and one entry in the legend."""
    data, entries = [], []
    for f, family in enumerate(panel.drawn):
        dash, first = getattr(family, "dash", 1), getattr(family, "colour", 0)
        for v, line in enumerate(lines[f]):
            colour, name = COLOURS[(first + v) % len(COLOURS)], f"p{p}f{f}v{v}"
            rows = []
            for piece in line.pieces:
                rows += [f"{x!r} {y!r}" for x, y in piece] + [""]
            data += block(f"curve_{name}", rows)
            entries.append(f"$curve_{name} with lines lw 2 dt {dash} lc rgb '#{colour}' title {quoted(line.label)}")
            simulated = points.get((p, f, v), [])
            if simulated:
                data += block(f"points_{name}", [f"{point.x!r} {point.mean!r} {point.error!r}" for point in simulated])
                entries.append(f"$points_{name} with yerrorbars pt {7 if dash == 1 else 6} ps 0.7 lw 1.5 lc rgb '#{colour}' notitle")
    return data, "plot " + ", \\\n  ".join(entries)


def script(figure, lines, points, path):
    """The input of gnuplot."""
    count = len(figure.panels)
    head = [TERMINALS[path.suffix].format(PANEL[0] * count + (80 if count == 1 else 0), PANEL[1]),
            f"set output {quoted(str(path))}", "set encoding utf8", "set border lw 0.8", "set tics nomirror", "set samples 2"]
    body = []
    for p, panel in enumerate(figure.panels):
        data, plot = panel_script(p, panel, lines[p], points)
        head += data
        body += axes(panel) + [plot]
    return "\n".join([*head, f"set multiplot layout 1,{count}", *body, "unset multiplot", "unset output", ""])


def draw(figure, lines, points, path):
    done = subprocess.run(["gnuplot"], input=script(figure, lines, points, Path(path)), capture_output=True, text=True, check=False)
    if done.returncode != 0 or done.stderr.strip():
        raise CommandFailed(f"gnuplot: {figure.name}: {done.stderr.strip()}")
