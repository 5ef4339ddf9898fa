// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sympy_solver.hpp"

namespace freepencil::report {

const std::string_view sympy_solver = R"py(

# From here on numbers: the same in every such script.
mp.mp.dps = 40
unknowns = [unknown for _, component in equations for unknown in component]


def numeric(expression):
    """A number at the parameters, in the precision of mpmath."""
    return mp.mpmathify(sp.N(expression.subs(known), mp.mp.dps))


atoms = {
    trace: [[numeric(x) for x in (weight, *point)] for weight, point in measure]
    for trace, (_, measure) in spectra.items()
}


def compiled(expression, library, convert):
    """The expression as a function of the unknowns' values; its traces are sums over atoms."""
    names, table, sums = [*known, *unknowns], {}, []
    for node in sp.postorder_traversal(expression):
        if node.func in spectra and node not in table:
            inside = node.args[0].xreplace(table)
            function = sp.lambdify([*names, *spectra[node.func][0]], inside, library, cse=True)
            sums.append((function, [[convert(x) for x in atom] for atom in atoms[node.func]]))
            table[node] = sp.Dummy()
            names.append(table[node])
    whole = sp.lambdify(names, expression.xreplace(table), library, cse=True)
    point = [convert(numeric(name)) for name in known]

    def evaluate(values):
        arguments = [*point, *values]
        for function, measure in sums:
            arguments.append(sum(weight * function(*arguments, *x) for weight, *x in measure))
        return whole(*arguments)

    return evaluate


def averaged(functions, solved, start, count):
    """The root of g = f(g) by g <- (g + f(g))/2, in double precision."""
    rest = [0.0] * (len(unknowns) - len(solved) - count)
    now = [start] * count
    for _ in range(20000):
        image = [f([*solved, *now, *rest]) for f in functions]
        new = [(a + b) / 2 for a, b in zip(now, image)]
        if all(abs(a - b) <= 1e-13 * abs(b) for a, b in zip(now, new)):
            return new
        now = new
    raise ArithmeticError("the averaged fixed point does not converge")


def nonlinear(functions, right, solved):
    """Averaging from 1, or from 0 where that leads nowhere; then Newton's method."""
    convert = complex if fast.__name__ == "cmath" else float
    count = len(functions)
    coarse = [compiled(f, [fast], convert) for f in right]
    before = [convert(x) for x in solved]
    try:
        start = averaged(coarse, before, 1.0, count)
    except (ArithmeticError, ValueError):
        start = averaged(coarse, before, 0.0, count)
    rest = [mp.mpf(0)] * (len(unknowns) - len(solved) - count)

    def residual(*g):
        return [f([*solved, *g, *rest]) - x for f, x in zip(functions, g)]

    return list(mp.findroot(residual, [mp.mpmathify(x) for x in start], solver="mdnewton"))


def linear(functions, right, solved):
    """f is affine: its values at 0 and at the unit vectors say all."""
    count = len(functions)
    rest = [mp.mpf(0)] * (len(unknowns) - len(solved) - count)

    def at(k):
        unit = [mp.mpf(j == k) for j in range(count)]
        return [f([*solved, *unit, *rest]) for f in functions]

    origin = at(count)
    matrix = mp.eye(count)
    for k in range(count):
        for j, x in enumerate(at(k)):
            matrix[j, k] -= x - origin[j]
    return list(mp.lu_solve(matrix, mp.matrix(origin)))


def main():
    solved = []
    for kind, component in equations:
        right = list(component.values())
        functions = [compiled(f, "mpmath", mp.mpmathify) for f in right]
        solve = nonlinear if kind == "nonlinear" else linear
        solved += solve(functions, right, solved)
    for name, expression in outputs.items():
        value = mp.mpmathify(compiled(expression, "mpmath", mp.mpmathify)(solved))
        print(name, mp.nstr(value if mp.im(value) else mp.re(value), 20, strip_zeros=False).replace(" ", ""))


if __name__ == "__main__":
    main()
)py";

}  // namespace freepencil::report
