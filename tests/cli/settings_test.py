# SPDX-License-Identifier: GPL-3.0-or-later
"""--set, --limit and --derivative: exact values, checked against their ranges, with located errors."""
import json

from program import ProgramTest, main


class Settings(ProgramTest):
    def parameters(self, *settings):
        arguments = [word for setting in settings for word in ("--set", setting)]
        return json.loads(self.check_done("solve", "model.pencil", "--format", "json", *arguments))["parameters"]

    def test_values_are_exact(self):
        for written, exact in (("1/10", "1/10"), ("0.1", "1/10"), ("2e-3", "1/500"), ("+4/2", "2"), (" 1.50 ", "3/2")):
            self.assertEqual(self.parameters(f"lambda={written}"), {"lambda": exact, "phi": "1"})
        self.assertEqual(self.parameters("phi=2", "lambda=3"), {"lambda": "3", "phi": "2"})

    def test_errors_are_located(self):
        for setting, where, sentence in (
            ("lamda=1", "--set:1:1: ", "unknown parameter 'lamda'; did you mean 'lambda'?"),
            ("zeta=1", "--set:1:1: ", "the file has lambda and phi"),
            ("lambda=ten", "--set:1:8: ", "expected an exact number"),
            ("lambda=", "--set:1:8: ", "expected an exact number"),
            ("lambda=1/0", "--set:1:8: ", "expected an exact number"),
            ("lambda=1/-2", "--set:1:8: ", "expected an exact number"),
            ("lambda=--2", "--set:1:8: ", "expected an exact number"),
            ("lambda=1e999999999", "--set:1:8: ", "expected an exact number"),
            ("lambda=nan", "--set:1:8: ", "expected an exact number"),
            ("lambda", "--set:1:1: ", "expected name=value"),
            ("lambda=0", "--set:1:8: ", "lambda = 0 is outside its range > 0"),
            ("phi = 9/2", "--set:1:7: ", "phi = 9/2 is outside its range in (0,4]"),
        ):
            for command in ("check", "solve", "validate"):
                message = self.check_refused(2, sentence, command, "model.pencil", "--set", setting)
                self.assertIn(where, message)

    def test_all_errors_are_told_at_once(self):
        message = self.check_refused(2, "is set twice", "solve", "model.pencil", "--set", "lambda=1", "--set", "lambda=2",
                                     "--set", "phi=x")
        self.assertIn("expected an exact number", message)


LIMIT_EXAMPLE = "     | help: one parameter and its side, such as lambda=0+ or phi=1- or psi=inf\n"


class Limits(ProgramTest):
    def test_values_are_exact(self):
        for written, goes in (("0+", "0+"), ("0.5-", "1/2-"), ("2e-3+", "1/500+"), ("inf", "inf"), ("+inf", "inf"), (" 1- ", "1-")):
            document = json.loads(self.check_done("solve", "model.pencil", "--format", "json", "--limit", f"lambda={written}"))
            self.assertEqual(document["parameters"], {"lambda": goes, "phi": "1"})

    def test_errors_are_located(self):
        for limit, message in (
            ("lambda", "1:1: error: expected name=value with a side\n   1 | lambda\n     | ^~~~~~\n" + LIMIT_EXAMPLE),
            ("lambda=0", "1:8: error: expected a side: + for from above, - for from below\n"
                         "   1 | lambda=0\n     |        ^\n" + LIMIT_EXAMPLE),
            ("lambda=", "1:8: error: expected a side: + for from above, - for from below\n"
                        "   1 | lambda=\n     |        ^\n" + LIMIT_EXAMPLE),
            ("lambda=infinity", "1:8: error: expected a side: + for from above, - for from below\n"
                                "   1 | lambda=infinity\n     |        ^~~~~~~~\n" + LIMIT_EXAMPLE),
            ("lambda=zero+", "1:8: error: expected an exact number and a side\n"
                             "   1 | lambda=zero+\n     |        ^~~~~\n" + LIMIT_EXAMPLE),
            ("lambda=1/0+", "1:8: error: expected an exact number and a side\n"
                            "   1 | lambda=1/0+\n     |        ^~~~\n" + LIMIT_EXAMPLE),
            ("lamda=0+", "1:1: error: unknown parameter 'lamda'; did you mean 'lambda'?\n   1 | lamda=0+\n     | ^~~~~\n"),
            ("x=0+", "1:1: error: unknown parameter 'x'\n   1 | x=0+\n     | ^\n"
                     "     | help: the file has lambda and phi\n"),
            ("lambda=0-", "1:8: error: lambda = 0- is approached from outside of its range > 0\n"
                          "   1 | lambda=0-\n     |        ^~\n"),
            ("lambda=-inf", "1:8: error: lambda = -inf is approached from outside of its range > 0\n"
                            "   1 | lambda=-inf\n     |        ^~~~\n"),
            ("phi=4+", "1:5: error: phi = 4+ is approached from outside of its range in (0,4]\n"
                       "   1 | phi=4+\n     |     ^~\n"),
            ("phi=inf", "1:5: error: phi = inf is approached from outside of its range in (0,4]\n"
                        "   1 | phi=inf\n     |     ^~~\n"),
        ):
            written = self.check_refused(2, "--limit:", "solve", "model.pencil", "--limit", limit)
            self.assertEqual(written, "--limit:" + message)

    def test_the_parameter_has_no_other_value(self):
        message = self.check_refused(2, "'phi' goes to a limit and has no other value", "solve", "model.pencil",
                                     "--limit", "phi=0+", "--set", "lambda=2", "--set", "phi=2")
        self.assertTrue(message.startswith("--set:1:1: error: "))


class DerivativeParameters(ProgramTest):
    def test_all_errors_are_told_at_once(self):
        message = self.check_refused(2, "--derivative:1:1: error: unknown parameter 'lamda'; did you mean 'lambda'?",
                                     "solve", "model.pencil", "--derivative", "lamda", "--derivative", "x")
        self.assertIn("--derivative:1:1: error: unknown parameter 'x'\n   1 | x\n     | ^\n"
                      "     | help: the file has lambda and phi\n", message)

    def test_one_name_an_option(self):
        self.check_refused(2, "help: one name an option: --derivative lambda --derivative phi", "solve", "model.pencil",
                           "--derivative", "lambda,phi")


if __name__ == "__main__":
    main()
