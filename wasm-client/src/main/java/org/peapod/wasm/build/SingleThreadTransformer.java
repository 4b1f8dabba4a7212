package org.peapod.wasm.build;

import java.util.ArrayList;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.JumpInstruction;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.instructions.MonitorExitInstruction;
import org.teavm.model.instructions.RaiseInstruction;
import org.teavm.model.optimization.UnreachableBasicBlockEliminator;

/**
 * Takes locks out of the program, and with them the exception handlers that only release a lock.
 *
 * <p>A module has one thread, so a lock guards nothing; but each {@code synchronized} compiles to
 * an exception handler, and a single handler raises the set of engines that can load the module. A
 * handler that does nothing but throw the caught exception on is the same as no handler.
 */
final class SingleThreadTransformer implements ClassHolderTransformer {
  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    for (MethodHolder method : cls.getMethods()) {
      method.getModifiers().remove(ElementModifier.SYNCHRONIZED);
      Program program = method.getProgram();
      if (program != null && dropMonitors(program) && dropEmptyHandlers(program)) {
        new UnreachableBasicBlockEliminator().optimize(program);
      }
    }
  }

  private static boolean dropMonitors(Program program) {
    boolean found = false;
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : listOf(block)) {
        if (instruction instanceof MonitorEnterInstruction
            || instruction instanceof MonitorExitInstruction) {
          instruction.delete();
          found = true;
        }
      }
    }
    return found;
  }

  private static boolean dropEmptyHandlers(Program program) {
    boolean found = false;
    for (BasicBlock block : program.getBasicBlocks()) {
      for (var tryCatch : new ArrayList<>(block.getTryCatchBlocks())) {
        if (onlyThrowsOn(tryCatch.getHandler())) {
          block.getTryCatchBlocks().remove(tryCatch);
          found = true;
        }
      }
    }
    return found;
  }

  /** Whether a handler, followed through plain jumps, ends in throwing what it caught. */
  private static boolean onlyThrowsOn(BasicBlock handler) {
    Variable caught = handler.getExceptionVariable();
    BasicBlock block = handler;
    for (int steps = 0; block != null && steps < 8; steps++) {
      BasicBlock next = null;
      for (Instruction instruction : block) {
        if (instruction instanceof RaiseInstruction raise) {
          return raise.getException() == caught;
        } else if (instruction instanceof AssignInstruction assign) {
          caught = assign.getAssignee() == caught ? assign.getReceiver() : caught;
        } else if (instruction instanceof JumpInstruction jump) {
          next = jump.getTarget();
        } else {
          return false;
        }
      }
      block = next;
    }
    return false;
  }

  private static ArrayList<Instruction> listOf(BasicBlock block) {
    ArrayList<Instruction> out = new ArrayList<>();
    block.forEach(out::add);
    return out;
  }
}
