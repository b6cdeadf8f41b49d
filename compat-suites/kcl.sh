# Sourced by the two Kinesis Client Library runners. The jars come in the PyPI package kclpy-ext.
kcl() { # polling|fanout
  command -v javac >/dev/null || finish_dead "no JDK"
  DDB_ENDPOINT=${DDB_ENDPOINT:-$ENDPOINT}
  py_venv kcl 'kclpy-ext==3.1.3.post4'
  local jars; jars=$("$VENV/bin/python" -c 'import amazon_kclpy, os; print(os.path.join(os.path.dirname(amazon_kclpy.__file__), "jars"))')
  mkdir -p "$CACHE/java-kcl"
  javac -nowarn -Xlint:none -XDsuppressNotes -cp "$jars/*" -d "$CACHE/java-kcl" "$GLUE/KclProbe.java" || finish_dead "the probe does not compile"
  installed
  run_checks 260 java -Dlimit="${PER_RUN:-230}" -cp "$CACHE/java-kcl:$jars/*" -Xmx700m KclProbe "$ENDPOINT" "$DDB_ENDPOINT" "$1"
  summarize "$RC"
}
