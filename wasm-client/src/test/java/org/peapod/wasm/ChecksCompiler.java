package org.peapod.wasm;

import java.io.File;
import java.util.List;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.builder.InProcessBuildStrategy;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles the checks from the test class path with the options of the shipped modules. A program
 * of its own because TeaVM's Maven plugin cannot see the test class path.
 */
public final class ChecksCompiler {
  private ChecksCompiler() {}

  /** Arguments: the folder to write {@code checks.wasm} and {@code checks.js} into. */
  public static void main(String[] args) throws Exception {
    File folder = new File(args[0]);
    InProcessBuildStrategy wasm = strategy(folder, "checks.wasm", ChecksWasmEntry.class);
    wasm.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
    wasm.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    wasm.setObfuscated(false);
    compile(wasm);
    InProcessBuildStrategy js = strategy(folder, "checks.js", ChecksJsEntry.class);
    js.setTargetType(TeaVMTargetType.JAVASCRIPT);
    js.setJsModuleType(JSModuleType.ES2015);
    js.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    js.setStrict(true);
    compile(js);
  }

  private static InProcessBuildStrategy strategy(File folder, String name, Class<?> entry) {
    InProcessBuildStrategy strategy = new InProcessBuildStrategy();
    strategy.init();
    String classPath = System.getProperty("java.class.path");
    strategy.setClassPathEntries(List.of(classPath.split(File.pathSeparator)));
    strategy.setMainClass(entry.getName());
    strategy.setEntryPointName("main");
    strategy.setObfuscated(true);
    strategy.setTargetDirectory(folder.getPath());
    strategy.setTargetFileName(name);
    strategy.setMinDirectBuffersSize(1 << 20);
    strategy.setCacheDirectory(new File(folder, "cache-" + name).getPath());
    return strategy;
  }

  private static void compile(InProcessBuildStrategy strategy) throws Exception {
    List<Problem> problems = strategy.build().getProblems().getSevereProblems();
    for (Problem problem : problems) {
      System.err.println(problem.getLocation() + ": " + problem.getText() + describe(problem));
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.size() + " problems; the checks do not compile");
    }
  }

  private static String describe(Problem problem) {
    return problem.getParams() == null ? "" : " " + List.of(problem.getParams());
  }
}
