"""Programs that attack: what each tries, and what it may get for it. Whatever it gets, nothing leaves and nothing stays.

One that gets out writes LOOT, or a file of the name PWNED; `SECRET` is in the environment of the process that asks."""

LOOT = "LOOT"
SECRET = "hunter2"  # noqa: S105  # what attacks look for
WRITES = ("PWNED", "/PWNED", "/tmp/PWNED", "/dev/shm/PWNED")  # noqa: S108  # where attacks write

# Of the machine: files, processes, the network, the environment.
REACHING = {
    "a file is read": "print('LOOT' + open('/etc/passwd').read())",
    "a folder above is read": "print('LOOT' + open('../../../../etc/hostname').read())",
    "an open file is read": "import os\nfor i in range(3, 300):\n try: print('LOOT', os.read(i, 9))\n except OSError: pass",
    "a file is found by its number": "print('LOOT' + open(3, 'rb').read().decode())",
    "memory is read": "print('LOOT' + open('/proc/self/maps').read())",
    "another's environment": "print('LOOT' + open('/proc/1/environ').read())",
    "the environment": "import os\nassert dict(os.environ) == {}, 'LOOT'",
    "a file is written": "for name in ('PWNED', '/PWNED', '/tmp/PWNED', '/dev/shm/PWNED'):\n try: open(name, 'w')\n except OSError: pass",
    "a folder is made": "import os; os.mkdir('/tmp/PWNED'); print('LOOT')",
    "a link": "import os; os.symlink('/etc', '/tmp/PWNED'); print('LOOT')",
    "a file is deleted": "import os; os.unlink('/etc/hostname'); print('LOOT')",
    "a file is renamed": "import os; os.rename('/etc/hostname', '/PWNED'); print('LOOT')",
    "a socket": "import socket; socket.socket().connect(('127.0.0.1', 8000)); print('LOOT')",
    "a socket of the host": "import _socket; print('LOOT', _socket.socket(fileno=3).recv(9))",
    "a fork": "import os; os.fork(); print('LOOT')",
    "forks without end": "import os\nwhile True:\n os.fork()",
    "a shell": "import os; os.system('touch /tmp/PWNED'); print('LOOT')",
    "another program": "import os; os.execv('/bin/sh', ['sh', '-c', 'touch /tmp/PWNED'])",
    "a program by spawn": "import os; os.posix_spawn('/bin/sh', ['sh', '-c', 'touch /tmp/PWNED'], {})",
    "a subprocess": "import subprocess; subprocess.run(['/bin/touch', '/tmp/PWNED']); print('LOOT')",
    "a kill": "import os; os.kill(os.getppid(), 9); print('LOOT')",
    "a kill of all": "import os; os.kill(-1, 9); print('LOOT')",
    "foreign functions": "import ctypes; ctypes.CDLL(None).system(b'touch /tmp/PWNED'); print('LOOT')",
    "foreign functions without import": "import gc\nfound = [o for o in gc.get_objects() if type(o).__name__ == 'CDLL']\nassert not found, 'LOOT'",
    "the loader of extensions": "import _imp, sys\nprint('LOOT', _imp.create_dynamic)",
    "a class by the back door": "[c for c in object.__subclasses__() if c.__name__ == 'Popen'][0](['/bin/touch', '/tmp/PWNED']); print('LOOT')",
    "executable memory": "import mmap; mmap.mmap(-1, 4096, prot=7); print('LOOT')",
    "a signal": "import signal; signal.alarm(1); print('LOOT')",
    "signals that are passed over": "import signal\nfor each in (signal.SIGTERM, signal.SIGXCPU, signal.SIGPROF):\n signal.signal(each, signal.SIG_IGN)\nwhile True: pass",
    "limits that are raised": "import resource; resource.setrlimit(resource.RLIMIT_CPU, (-1, -1)); print('LOOT')",
    "users": "import os; os.setuid(0); print('LOOT')",
    "input": "import sys\nassert sys.stdin.read() + sys.__stdin__.read() == '', 'LOOT'",
    "input by its number": "import os\nassert os.read(0, 99) == b'', 'LOOT'",
    "the worker's frames": "import os\nfor i in range(9):\n try: os.write(i, b'k\\0\\0\\0\\0d\\0\\0\\0\\2{}')\n except OSError: pass\nos._exit(0)",
}

# Of what there is: time, memory, room.
GREEDY = {
    "a loop": "while True: pass",
    "a loop that no counter sees": "sum(1 for _ in iter(int, 1))",
    "a loop in C": "'a' * 10**7 in ('a' * 10**7)[:-1] + 'b'\nimport itertools, collections\ncollections.deque(itertools.count(), 0)",
    "a sleep": "import time; time.sleep(10**6)",
    "a sleep below": "import select; select.select([], [], [], 10**6)",
    "a lock for ever": "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
    "a list that doubles": "x = [1]\nwhile True: x += x",
    "bytes at once": "x = bytearray(2**31 - 1)",
    "many small things": "x = []\nwhile True: x.append({1: 2})",
    "a huge number": "x = 10 ** (10 ** 9)",
    "a huge number as text": "import sys; sys.set_int_max_str_digits(0); print(len(str(10 ** 200000)))",
    "much is compiled": "eval('(' * 5000 + ')' * 5000)",
    "much is compiled deeply": "compile('-' * 100000 + '1', 'x', 'eval')",
    "a zip bomb": "import zlib\nd = zlib.compress(b'0' * 10**7)\nx = [zlib.decompress(d) for _ in range(100)]",
    "a slow pattern": "import re; re.match('(a+)+$', 'a' * 40 + 'b')",
    "recursion": "def f(): f()\nf()",
    "recursion without limit": "import sys; sys.setrecursionlimit(10**7)\ndef f(): f()\nf()",
    "recursion in C": "x = []\nfor _ in range(10**6): x = [x]\nrepr(x)",
    "threads": "import threading\nfor _ in range(1000): threading.Thread(target=int).start()",
    "a bytecode of nonsense": "f = lambda: 0\nf.__code__ = f.__code__.replace(co_code=b'\\x64\\xff' * 50 + b'\\x53\\x00')\nf()",
    "chance without end": "import os\nwhile True: os.urandom(10**7)",
    "the clock without end": "import time\nwhile True: time.time()",
    "output": "while True: print('x' * 1000)",
    "output that goes on": "while True:\n try: print('x' * 1000)\n except BaseException: pass",
    "output below": "import os\nwhile True: os.write(1, b'x' * 65536)",
    "errors without end": "import os\nwhile True: os.write(2, b'x' * 65536)",
    "a finalizer that goes on": "class A:\n def __del__(self):\n  while True: pass\na = A()\ndel a",
    "all that is handled": "while True:\n try:\n  while True: pass\n except BaseException: pass",
    "an exit that goes on": "import atexit, sys\n@atexit.register\ndef on():\n while True: pass\nsys.exit()",
    "an import that goes on": "import sys\nclass F:\n def find_spec(self, *a):\n  while True: pass\nsys.meta_path.insert(0, F())\nimport nothing",
    "an error whose text goes on": "class E(Exception):\n def __str__(self):\n  while True: pass\nraise E",
}

# Of who reads the answer.
FORGING = {
    "an answer": 'import os; os.write(1, b\'{"output": "forged", "error": null, "checks": [], "stopped": null}\'); os._exit(0)',
    "two answers": "import os; os.write(1, b'{}')",
    "a list": "import os; os.write(1, b'[1]'); os._exit(0)",
    "deep lists": "import os; os.write(1, b'[' * 200000); os._exit(0)",
    "deep objects": "import os; os.write(1, b'{\"a\":' * 40000); os._exit(0)",
    "a huge number": "import os; os.write(1, b'{\"error\": {\"line\": ' + b'9' * 100000 + b'}}'); os._exit(0)",
    "no number": 'import os; os.write(1, b\'{"error": {"line": NaN}}\'); os._exit(0)',
    "other kinds": 'import os; os.write(1, b\'{"output": 1, "error": [], "checks": {}, "stopped": 2}\'); os._exit(0)',
    "many checks": "import os; os.write(1, b'{\"checks\": [' + b'{},' * 60000 + b'{}]}'); os._exit(0)",
    "bytes that are no text": "import os; os.write(1, bytes(range(256)) * 99); os._exit(0)",
    "half of a pair": "print(chr(0xD800))",
    "marks and signs": "print('\\0\\x1b[31m\\u202e<script>alert(1)</script>')",
    "an exit": "import sys; sys.exit(3)",
    "an exit below": "import os; os._exit(3)",
    "an exit with a number of the worker's": "import os; os._exit(34)",
    "no memory for the answer": "x = []\ntry:\n while True: x.append(bytearray(4096))\nexcept MemoryError: pass\nimport builtins; builtins.x = x",
    "another writer": "import json, os\njson.dumps = lambda *a: '[]'\nos.write = lambda *a: 10**9",
    "another reader": "import sys, io; sys.stdout = sys.stderr = None; sys.modules.clear()",
    "another harness": "import sys\nfor name in [n for n in sys.modules if 'harness' in n or 'small' in n]:\n vars(sys.modules[name]).clear()",
    "no builtins": "import builtins; vars(builtins).clear()",
    "frames above": "import sys\nf = sys._getframe()\nwhile f:\n f.f_globals.clear(); f = f.f_back",
    "a trace": "import sys\nsys.settrace(lambda *a: 1 / 0)\nsys.setprofile(lambda *a: 1 / 0)",
    "closed ends": "import os; os.close(1); os.close(0); print('x')",
}
ATTACKS = {
    # An answer may repeat a line of the program, so that the word itself is not in it.
    f"{kind} {name}": code.replace("'LOOT'", "'LO' 'OT'")
    for kind, attacks in (("reaching for", REACHING), ("greedy by", GREEDY), ("forging", FORGING))
    for name, code in attacks.items()
}
