package org.peapod.wasm.build;

import java.util.ArrayList;
import java.util.List;
import org.peapod.wasm.standin.Refusal;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.RaiseInstruction;

/**
 * Gives all exceptions that libraries make one text. A library refuses what no caller in the core
 * gives it, so what it would say is for tests, and those run on a JVM, where it still says it; in a
 * module nobody catches it. The texts, and the code that puts them together, are 0.6 kB after
 * brotli.
 */
final class RefusalTransformer implements ClassHolderTransformer {
  private static final List<String> LIBRARIES = List.of("java.", "org.bouncycastle.");

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (LIBRARIES.stream().noneMatch(cls.getName()::startsWith)) {
      return;
    }
    for (MethodHolder method : cls.getMethods()) {
      Program program = method.getProgram();
      if (program != null) {
        program.getBasicBlocks().forEach(RefusalTransformer::shorten);
      }
    }
  }

  /** A block that makes an exception and throws it does nothing else that anyone could see. */
  private static void shorten(BasicBlock block) {
    List<Instruction> instructions = new ArrayList<>();
    block.forEach(instructions::add);
    if (block.getLastInstruction() instanceof RaiseInstruction raise
        && instructions.stream().anyMatch(RefusalTransformer::makesAnException)) {
      Variable refusal = block.getProgram().createVariable();
      InvokeInstruction call = new InvokeInstruction();
      call.setType(InvocationType.SPECIAL);
      call.setMethod(
          new MethodReference(
              Refusal.class.getName(), "ofALibrary", ValueType.parse(RuntimeException.class)));
      call.setReceiver(refusal);
      call.setLocation(raise.getLocation());
      instructions.stream().filter(any -> any != raise).forEach(Instruction::delete);
      raise.insertPrevious(call);
      raise.setException(refusal);
    }
  }

  private static boolean makesAnException(Instruction instruction) {
    return instruction instanceof ConstructInstruction made
        && (made.getType().endsWith("Exception") || made.getType().endsWith("Error"));
  }
}
