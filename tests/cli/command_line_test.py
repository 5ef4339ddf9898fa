# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands, options and exit statuses."""
from program import GOLDEN, MODEL, ROOT, ProgramTest, main


class Help(ProgramTest):
    def test_every_command_has_help_with_examples(self):
        text = self.check_done("--help")
        for command in ("check", "derive", "solve", "validate"):
            self.assertIn(command, text)
            help_text = self.check_done(command, "--help")
            self.assertIn(f"Examples:\n  freepencil {command} ", help_text)
            self.assertIn("--set", help_text)

    def test_version(self):
        self.assertRegex(self.check_done("--version"), r"^freepencil \d+\.\d+\.\d+\n$")

    def test_no_command(self):
        self.check_refused(2, "no command; there are check, derive, solve, curve, optimize, exponent, validate, verify, theorem and table: see freepencil --help")


class WrongUsage(ProgramTest):
    def test_misspelt_words_are_mended(self):
        for arguments, mend in (
            (("slove", "model.pencil"), "unknown command 'slove'; did you mean 'solve'?"),
            (("solve", "model.pencil", "--fromat", "json"), "solve has no option '--fromat'; did you mean '--format'?"),
            (("solve", "model.pencil", "--format", "jsn"), "solve has no format 'jsn'; did you mean 'json'?"),
            (("solve", "model.pencil", "--output", "double_pm"), "no output 'double_pm'; did you mean 'double_mp'?"),
            (("validate", "model.pencil", "--entries", "rademaher"), "did you mean 'rademacher'?"),
            (("derive", "model.pencil", "--eliminate", "mp,double_pm"),
             "--eliminate:1:4: error: no output and no unknown 'double_pm'; did you mean 'double_mp'?"),
        ):
            self.check_refused(2, mend, *arguments)

    def test_what_cannot_be_mended_is_explained(self):
        for arguments, sentence in (
            (("xyzzy",), "there are check, derive, solve, curve, optimize, exponent, validate, verify, theorem and table"),
            (("--quiet", "solve", "model.pencil"), "options follow"),
            (("solve",), "solve needs a FILE"),
            (("solve", "model.pencil", "another.pencil"), "'another.pencil' is one too many"),
            (("solve", "absent.pencil"), "cannot read 'absent.pencil': No such file or directory"),
            (("solve", "."), "cannot read '.': Is a directory"),
            (("solve", "/dev/zero"), "it is larger than 16 MiB"),
            (("check", "model.pencil", "--format", "json"), "check has no format 'json'; it has text and pencil"),
            (("derive", "model.pencil", "--format", "csv"), "derive has no format 'csv'; it has text, latex, json and"),
            (("solve", "model.pencil", "--format", "sympy"), "solve has no format 'sympy'; it has text, json, csv"),
            (("solve", "model.pencil", "--eliminate", "mp"), "solve has no option '--eliminate'"),
            (("derive", "model.pencil", "--eliminate", "xyzzy"), "no output and no unknown 'xyzzy'"),
            (("derive", "model.pencil", "--eliminate", "xyzzy"), "the outputs are mp and double_mp, the unknowns e_1"),
            (("derive", "model.pencil", "--eliminate", "mp,"), "--eliminate needs one name or two"),
            (("derive", "model.pencil", "--eliminate", "mp,e_1,double_mp"), "--eliminate needs one name or two"),
            (("derive", "model.pencil", "--eliminate", "mp, mp"), "--eliminate needs two different names"),
            (("derive", "model.pencil", "--eliminate", "mp", "--format", "sympy"), "it has text, latex and json"),
            (("solve", "model.pencil", "--sizes", "10"), "solve has no option '--sizes'"),
            (("solve", "model.pencil", "--threads", "0"), "--threads needs a whole number from 1"),
            (("validate", "model.pencil", "--sizes", "200,100"), "--sizes must increase"),
            (("validate", "model.pencil", "--sizes", "100,,200"), "--sizes needs a whole number"),
            (("validate", "model.pencil", "--sizes", "1e2"), "--sizes needs a whole number"),
            (("validate", "model.pencil", "--trials", "1"), "--trials needs a whole number from 2"),
            (("validate", "model.pencil", "--seed", "-1"), "--seed needs a whole number"),
            (("solve", "model.pencil", "--format"), "--format needs a value"),
            (("solve", "model.pencil", "--digits"), "--digits needs a value"),
            (("solve", "model.pencil", "--certify=maybe"), "--certify takes no value"),
            (("solve", "model.pencil", "--digits", "5", "--digits", "6"), "--digits is given more than once"),
            (("solve", "model.pencil", "--limit", "phi=0+", "--limit", "lambda=0+"), "--limit is given more than once"),
            (("check", "model.pencil", "--digits", "5"), "check has no option '--digits'"),
            (("validate", "model.pencil", "--certify"), "validate has no option '--certify'"),
            (("derive", "model.pencil", "--derivative", "phi"), "derive has no option '--derivative'"),
            (("solve", "model.pencil", "--finite-size", "--limit", "phi=0+"), "--limit and --finite-size exclude"),
            (("solve", "model.pencil", "--certify", "--limit", "phi=0+"),
             "--limit and --certify exclude each other: a limit is extrapolated"),
            (("solve", "model.pencil", "--derivative", "phi", "--limit", "phi=0+"), "--limit and --derivative exclude"),
            *((("solve", "model.pencil", "--digits", digits), f"--digits needs a whole number from 1 to 10000, not '{digits}'")
              for digits in ("0", "-1", "10001", "1.5", "1e2", "ten", "", " 5", "99999999999999999999")),
        ):
            self.check_refused(2, sentence, *arguments)


class Examples(ProgramTest):
    def test_the_examples_of_solve_run(self):
        examples = self.check_done("solve", "--help").split("Examples:\n")[1].splitlines()
        self.assertGreater(len(examples), 5)
        ridge = (ROOT / "pencils/ridge/isotropic.pencil").read_text(encoding="utf-8")
        (self.folder / "ridge.pencil").write_text(ridge, encoding="utf-8")
        for example in examples:
            words = example.split()
            self.assertEqual(words[0], "freepencil")
            if words[-2:] == ["<", "ridge.pencil"]:
                self.check_done(*words[1:-2], stdin=ridge)
            else:
                self.check_done(*words[1:])


class Files(ProgramTest):
    def test_errors_of_a_file_are_located(self):
        (self.folder / "broken.pencil").write_text(MODEL.replace("tr(R)", "tr(Q)"), encoding="utf-8")
        for command in ("check", "derive", "solve", "validate"):
            self.check_refused(2, "broken.pencil:8:16: error:", command, "broken.pencil")

    def test_matrices_that_need_not_commute(self):
        (self.folder / "a.csv").write_text("2, 1\n1, 3\n", encoding="utf-8")
        given = MODEL.replace("let", 'matrix A[d] file "a.csv"\nsymbol e_1 = \\kappa\nlet', 1)
        text = self.check_done("check", "-", stdin=given.replace("lambda*I", "lambda*A"))
        for line in ("noncommuting d\n", "matrix     A[d]  (2 x 2, a.csv)\n", "symbol     e_1 = \\kappa\n"):
            self.assertIn(line, text)
        symbolic = MODEL.replace("let", "matrix A[d]\nlet", 1).replace("lambda*I", "lambda*A")
        self.assertIn("A[d]  (without values)", self.check_done("check", "-", stdin=symbolic))
        for command in ("solve", "validate"):
            self.check_refused(2, f"<stdin>:7:8: error: 'A' has no values, and {command} needs numbers",
                               command, "-", stdin=symbolic)
            self.check_refused(2, f"<stdin>:7:8: error: matrices given by their entries are not supported by {command}",
                               command, "-", stdin=given.replace("lambda*I", "lambda*A"))

    def test_standard_input(self):
        self.assertIn("0.618033988", self.check_done("solve", "-", stdin=MODEL))
        self.check_refused(2, "<stdin>:1:1: error:", "check", "-", stdin="nonsense\n")

    def test_data_files_stand_beside_the_model(self):
        (self.folder / "deep").mkdir()
        (self.folder / "deep/cov.csv").write_text("eig\n1\n2\n", encoding="utf-8")
        model = MODEL.replace("let", 'spectrum d { file "cov.csv" : S = eig }\nlet', 1).replace("lambda*I", "lambda*S")
        (self.folder / "deep/data.pencil").write_text(model, encoding="utf-8")
        self.assertIn("no errors", self.check_done("check", "deep/data.pencil"))
        self.check_refused(2, "cov.csv", "check", "-", stdin=model)

    def test_warnings_are_not_errors_and_can_be_silenced(self):
        model = MODEL + "parameter unused = 1\n"
        loud = self.run_program("check", "-", stdin=model)
        self.assertEqual(loud.returncode, 0)
        self.assertIn("warning: ", loud.stderr)
        self.assertEqual(self.check_done("check", "-", "--quiet", stdin=model), loud.stdout)


class Results(ProgramTest):
    def test_check_lists_what_is_declared(self):
        text = self.check_done("check", "model.pencil", "--set", "lambda=1/7")
        for line in ("model.pencil: no errors", "lambda = 1/7 > 0  (regularisation)", "Z[n,d] gaussian", "double_mp"):
            self.assertIn(line, text)

    def test_canonical_form_is_a_fixed_point(self):
        once = self.check_done("check", "model.pencil", "--format", "pencil")
        self.assertEqual(self.check_done("check", "-", "--format", "pencil", stdin=once), once)

    def test_solve(self):
        rows = self.check_done("solve", "model.pencil", "--format", "csv").splitlines()
        self.assertEqual(rows[0], "output,value")
        self.assertAlmostEqual(float(rows[1].split(",")[1]), GOLDEN, delta=1e-12)

    def test_only_the_outputs_asked_for(self):
        rows = self.check_done("solve", "model.pencil", "--format", "csv", "--output", "double_mp").splitlines()
        self.assertEqual([row.split(",")[0] for row in rows], ["output", "double_mp"])

    def test_messages_have_no_colour_away_from_a_terminal(self):
        for arguments in (("slove",), ("solve", "model.pencil", "--set", "lambda=0")):
            self.assertNotIn("\033", self.run_program(*arguments).stderr)

    def test_validate(self):
        small = ("validate", "model.pencil", "--sizes", "20,40,80", "--trials", "60", "--seed", "3", "--format", "csv")
        once = self.check_done(*small)
        self.assertEqual(self.check_done(*small, "--threads", "1"), once)
        self.assertEqual(len(once.splitlines()), 1 + 2 * 3)
        self.assertNotEqual(self.check_done(*small, "--entries", "rademacher"), once)

    def test_what_is_not_confirmed_is_status_one(self):
        # Two runs of a 4 x 4 matrix resolve nothing: the verdict cannot be `agrees`.
        done = self.run_program("validate", "model.pencil", "--sizes", "4", "--trials", "2", "--output", "mp")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "note: (undecided|refuted)")
        self.assertRegex(done.stdout, ": (undecided|refuted)")


if __name__ == "__main__":
    main()
