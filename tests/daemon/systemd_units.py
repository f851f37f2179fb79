"""The units as installed: systemd-analyze finds nothing wrong with them, and little that the service could do to others.

systemd_units.py CMAKE BUILD_FOLDER installs the daemon's part into a folder of its own and asks there.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

EXPOSURE_MAX = 15  # tenths, as --threshold counts

SKIPPED = 77


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    return done.returncode, done.stdout + done.stderr


def main():
    cmake, build = sys.argv[1:]
    if shutil.which("systemd-analyze") is None:
        print("systemd-analyze is not here")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as folder:
        prefix = pathlib.Path(folder) / "usr"
        code, said = run(cmake, "-D", f"CMAKE_INSTALL_PREFIX={prefix}", "-P", f"{build}/daemon/cmake_install.cmake",
                         env={**os.environ, "DESTDIR": ""})
        assert code == 0, said
        program = prefix / "bin" / "ententd"
        if not program.exists():  # the unit is judged, whoever installs the program
            program.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy("/bin/true", program)
        units = prefix / "lib" / "systemd" / "system"
        service = units / "ententd.service"
        assert f"ExecStart={program} " in service.read_text(), service.read_text()
        assert "@" not in service.read_text().replace("@system-service", "").replace("@privileged", "").replace("@resources", "")

        code, said = run("systemd-analyze", "verify", "--man=no", str(service), str(units / "ententd.socket"))
        about_ours = [line for line in said.splitlines() if "entent" in line]
        assert code == 0 and not about_ours, said

        code, said = run("systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={EXPOSURE_MAX}", str(service))
        assert code == 0, said
        print(said.splitlines()[-1])
    print("the units are sound")


main()
