# SPDX-License-Identifier: GPL-3.0-or-later
"""--out: the whole result or what was there before; readers that go away."""
import os
import signal
import subprocess
import unittest

from program import ProgramTest, main

SOLVE = ("solve", "model.pencil", "--format", "csv")


class Out(ProgramTest):
    def files(self):
        return sorted(path.name for path in self.folder.iterdir())

    def test_the_file_holds_what_would_have_been_printed(self):
        printed = self.check_done(*SOLVE)
        self.assertEqual(self.check_done(*SOLVE, "--out", "result.csv"), "")
        self.assertEqual((self.folder / "result.csv").read_text(), printed)
        self.assertEqual(self.files(), ["model.pencil", "result.csv"])

    def test_a_failure_leaves_the_old_file(self):
        (self.folder / "result.csv").write_text("old")
        self.check_refused(2, "outside its range", *SOLVE, "--set", "lambda=0", "--out", "result.csv")
        self.assertEqual((self.folder / "result.csv").read_text(), "old")
        self.assertEqual(self.files(), ["model.pencil", "result.csv"])

    def test_permissions_and_links_are_kept(self):
        target = self.folder / "kept.csv"
        target.write_text("old")
        target.chmod(0o640)
        (self.folder / "link.csv").symlink_to("kept.csv")
        self.check_done(*SOLVE, "--out", "link.csv")
        self.assertTrue((self.folder / "link.csv").is_symlink())
        self.assertEqual(target.stat().st_mode & 0o777, 0o640)
        self.assertTrue(target.read_text().startswith("output,value"))

    def test_a_new_file_obeys_the_mask(self):
        self.check_done(*SOLVE, "--out", "result.csv", preexec_fn=lambda: os.umask(0o027))
        self.assertEqual((self.folder / "result.csv").stat().st_mode & 0o777, 0o640)

    def test_bad_places_are_told_before_the_work(self):
        for place in (".", "absent/result.csv", ""):
            # The model is not even read: it does not exist.
            self.check_refused(2, f"cannot write '{place}': ", "solve", "absent.pencil", "--out", place)

    def test_a_full_device(self):
        self.check_refused(2, "cannot write '/dev/full': No space left on device", *SOLVE, "--out", "/dev/full")

    def test_ctrl_c_leaves_the_old_file(self):
        (self.folder / "result.csv").write_text("old")
        running = subprocess.Popen(
            [self.program, "validate", "model.pencil", "--sizes", "400,800", "--trials", "100000", "--out", "result.csv"],
            cwd=self.folder, stderr=subprocess.DEVNULL,
        )
        with self.assertRaises(subprocess.TimeoutExpired):
            running.wait(timeout=1)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=30), -signal.SIGINT)
        self.assertEqual((self.folder / "result.csv").read_text(), "old")
        self.assertEqual(self.files(), ["model.pencil", "result.csv"])


class StandardOutput(ProgramTest):
    def test_a_reader_that_goes_away_is_no_failure(self):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([self.program, *SOLVE], cwd=self.folder, stdout=write, stderr=subprocess.PIPE, check=False)
        os.close(write)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_full_disk_is(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([self.program, *SOLVE], cwd=self.folder, stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write to standard output: No space left on device", done.stderr)


if __name__ == "__main__":
    main()
