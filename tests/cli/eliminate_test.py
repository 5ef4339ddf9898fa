# SPDX-License-Identifier: GPL-3.0-or-later
"""The option --eliminate: polynomials of the literature, degrees, and what is refused."""
import json

import sympy as sp
from program import ROOT, ProgramTest, main
from sympy.parsing.sympy_parser import convert_xor, parse_expr, standard_transformations

PENCILS = ROOT / "pencils"
TWO_ATOMS = """\
parameter lambda = 1/10 > 0
parameter phi = 1/2 > 0
dimension n
dimension d = phi*n
random Z[n,d] gaussian variance 1/n
spectrum d {
  1/2 : Sigma = 2
  1/2 : Sigma = 1/2
}
output g = tr(inv(sqrt(Sigma)*Z'*Z*sqrt(Sigma) + lambda*I))
"""


def polynomial(text):
    # `lambda` is a word of Python, `zeta` a function of SymPy.
    words = ("phi", "psi", "eta", "zeta", "lam", "g", "companion", "t1", "t2", "e_1")
    names = {word: sp.Symbol(word) for word in words}
    return parse_expr(text.replace("lambda", "lam"), names, standard_transformations + (convert_xor,))


class Eliminate(ProgramTest):
    def eliminated(self, file, names, **options):
        text = self.check_done("derive", str(file), "--eliminate", names, "--format", "json", "--quiet", **options)
        found = json.loads(text)["elimination"]
        self.assertEqual(found["quantities"], names.split(","))
        return found["relations"]

    def check_multiple(self, found, wanted):
        ratio = sp.cancel(polynomial(found) / polynomial(wanted))
        self.assertTrue(ratio.is_number, f"{found} is no multiple of {wanted}")

    def test_marchenko_and_pastur(self):
        (relation,) = self.eliminated(PENCILS / "marchenko_pastur.pencil", "g")
        wanted = polynomial("phi*lambda*g^2 + (lambda + 1 - phi)*g - 1")
        self.assertEqual(sp.expand(polynomial(relation["polynomial"]) - wanted), 0)
        self.assertEqual(relation["degree"], 2)

    def test_adlam_and_pennington(self):
        relations = self.eliminated(PENCILS / "random_features/linear.pencil", "t1,t2")
        published = ("phi*(zeta*t2*t1 + phi*(t2 - t1)) + zeta*t1*t2*psi*(lambda*t1 - 1)",
                     "(t2 - t1)*phi*(zeta*(t2 - t1) + eta*t1) - zeta*t1*t2*(lambda*t1 - 1)")
        for relation, wanted in zip(relations, published, strict=True):
            self.check_multiple(relation["polynomial"], wanted)

    def test_one_trace_of_random_features(self):
        (relation,) = self.eliminated(PENCILS / "random_features/linear.pencil", "t1")
        self.assertEqual(relation["degree"], 4)
        self.assertEqual(sp.degree(polynomial(relation["polynomial"]), sp.Symbol("t1")), 4)

    def test_an_unknown_of_two_atoms(self):
        (relation,) = self.eliminated("-", "e_1", stdin=TWO_ATOMS)
        self.assertEqual(relation["degree"], 3)
        self.assertEqual(sp.degree(polynomial(relation["polynomial"]), sp.Symbol("e_1")), 3)

    def test_an_output_and_an_unknown(self):
        relations = self.eliminated(PENCILS / "marchenko_pastur.pencil", "companion,g")
        # The fixed-point equations of the two Gram matrices, of which the nonzero eigenvalues are the same.
        for relation, wanted in zip(relations, ("lambda*g*(1 + companion) - 1", "lambda*companion*(1 + phi*g) - 1"),
                                    strict=True):
            self.check_multiple(relation["polynomial"], wanted)

    def test_the_text_names_the_physical_factor(self):
        text = self.check_done("derive", "model.pencil", "--eliminate", "mp")
        (line,) = [line for line in text.splitlines() if line.startswith("Eliminated: ")]
        self.assertTrue(line.endswith(" = 0"))
        self.assertIn("  of degree 2 in mp, ", text)

    def test_latex_has_one_equation_more(self):
        plain = self.check_done("derive", "model.pencil", "--format", "latex")
        more = self.check_done("derive", "model.pencil", "--format", "latex", "--eliminate", "mp")
        self.assertTrue(more.startswith(plain))
        self.assertEqual(more[len(plain):].count("\\begin{align}"), 1)

    def test_what_is_not_algebraic_is_located(self):
        self.check_refused(2, "anisotropic.pencil:21:10: error: elimination needs spectra of a finite number of atoms",
                           "derive", str(PENCILS / "ridge/anisotropic.pencil"), "--eliminate", "bias")
        logarithm = TWO_ATOMS + "output h = log(g)\n"
        self.check_refused(2, "--eliminate:1:1: error: no polynomial for h: its equation is not algebraic", "derive",
                           "-", "--eliminate", "h", stdin=logarithm)


if __name__ == "__main__":
    main()
