package org.peapod.wasm.build;

import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;

/**
 * Takes away what makes every class describe itself at run time, with its name and its parents.
 *
 * <ul>
 *   <li>An exception has no stack trace; what it tells its host is its text.
 *   <li>A class has no name as a text.
 *   <li>Enum constants are ordered by their numbers alone; their types ensure that they are of one
 *       enum.
 * </ul>
 */
final class ReflectionTransformer implements ClassHolderTransformer {
  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    switch (cls.getName()) {
      case "java.lang.Throwable" ->
          rewrite(cls, context, "fillInStackTrace", Throwable.class).var(0, cls).returnValue();
      case "java.lang.Class" ->
          rewrite(cls, context, "toString", String.class).constant("class").returnValue();
      case "java.lang.Enum" -> {
        ProgramEmitter program = rewrite(cls, context, "compareTo", Enum.class, int.class);
        number(program.var(0, cls)).sub(number(program.var(1, cls))).returnValue();
      }
      default -> {}
    }
  }

  private static ValueEmitter number(ValueEmitter constant) {
    return constant.getField("ordinal", ValueType.INTEGER);
  }

  /** A new, empty body for a method; the signature ends with the type of its result. */
  private static ProgramEmitter rewrite(
      ClassHolder cls, ClassHolderTransformerContext context, String name, Class<?>... signature) {
    var method = cls.getMethod(new MethodDescriptor(name, signature));
    return ProgramEmitter.create(method, context.getHierarchy());
  }
}
