"""PostgreSQL refuses to run as root. This is how a child sheds it, without making users or opening folders.

In a container or on a bare machine the caller is often root. The child enters a user namespace in which the
caller's number appears as an ordinary account: files stay the caller's own. Where the kernel forbids
namespaces (a chroot, many containers) the child becomes `nobody`, only the data folder changes its owner, and of
root's rights the child keeps the one to enter closed folders, because programs and data may lie below one.
"""

import ctypes
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_NOBODY = 65534
_PR_SET_KEEPCAPS = 8
_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP = 28, 1 << 2
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 47, 2
_CAPABILITY_VERSION_3 = 0x20080522
# Either lets a process enter closed folders; containers often grant only the second.
_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE = 2, 1


class Account:
    """An ordinary user needs nothing; this is also the interface of the other two."""

    def become(self) -> None:
        """Run in the child, before exec."""

    def own(self, *paths: Path) -> None:
        """Make the paths belong to the account."""

    def advice(self) -> str:
        """What to do when the server could not start as this account."""
        return ""


class Namespace(Account):
    """The caller, seen inside a user namespace as an account that is not root and has a name."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        # initdb wants an account with a name: any ordinary entry of the password file will do.
        self._inner = next((entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid), _NOBODY)

    def become(self) -> None:
        outer_user, outer_group = os.geteuid(), os.getegid()
        if self._libc.unshare(_CLONE_NEWUSER):
            raise OSError(ctypes.get_errno(), "unshare")
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{self._inner} {outer_user} 1"),
            ("gid_map", f"{self._inner} {outer_group} 1"),
        ):
            Path("/proc/self", name).write_text(text)

    def works(self) -> bool:
        try:
            return not subprocess.run(["/bin/true"], preexec_fn=self.become, check=False).returncode
        except (OSError, subprocess.SubprocessError):
            return False

    def own(self, *paths: Path) -> None:
        """Data once run as `nobody` comes back to the caller."""
        for path in paths:
            if path.stat().st_uid != os.geteuid():
                _chown(path, os.geteuid(), os.getegid())


class Nobody(Account):
    """The number 65534, for kernels that refuse namespaces."""

    def __init__(self, var: Path) -> None:
        self._var = var
        self._libc = ctypes.CDLL(None, use_errno=True)

    def become(self) -> None:
        self._libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
        # Else access(2), with which initdb looks for its programs, would not count the right kept below.
        self._libc.prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
        # Without the right it may still work: not every folder is closed.
        if not any(self._keeps(capability) for capability in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE)):
            self._limit_to(0)

    def _keeps(self, capability: int) -> bool:
        """Give up every right but this one, and carry it through exec (capset(2), "ambient")."""
        if not self._limit_to(1 << capability):
            return False
        return not self._libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0)

    def _limit_to(self, bits: int) -> bool:
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
        rights = (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0)  # effective, permitted, inheritable; twice 32 bits
        return not self._libc.capset(header, rights)

    def own(self, *paths: Path) -> None:
        for path in paths:
            if path.stat().st_uid != _NOBODY:
                _chown(path, _NOBODY, _NOBODY)

    def advice(self) -> str:
        return (
            "PostgreSQL refuses to run as root and this system allows no user namespaces, so it was started as "
            f"user {_NOBODY}, which must be able to enter {self._var} and {sys.prefix}. Run this as an ordinary "
            "user, or keep the program in a folder that others may enter (chmod o+x on its parents)."
        )


def account(var: Path) -> Account:
    """The account under which PostgreSQL may run here."""
    if os.geteuid() != 0 and _has_name():
        return Account()
    namespace = Namespace()
    if namespace.works() or os.geteuid() != 0:
        return namespace
    return Nobody(var)


def _has_name() -> bool:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


def _chown(path: Path, user: int, group: int) -> None:
    os.chown(path, user, group)
    for folder, names, files in os.walk(path):
        for name in names + files:
            shutil.chown(Path(folder, name), user, group)
