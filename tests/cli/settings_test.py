# SPDX-License-Identifier: GPL-3.0-or-later
"""--set: exact values, checked against their ranges, with located errors."""
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


if __name__ == "__main__":
    main()
