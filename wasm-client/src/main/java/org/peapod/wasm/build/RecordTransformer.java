package org.peapod.wasm.build;

import org.peapod.bytes.ComparedByValue;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.emit.ProgramEmitter;

/**
 * Takes the comparison by value out of records that nobody compares. The compiler cannot tell which
 * those are: every record might sit in some collection that is compared. What is no {@link
 * ComparedByValue} therefore throws when it is compared, so that a forgotten one is found.
 */
final class RecordTransformer implements ClassHolderTransformer {
  private static final String RECORD = "java.lang.Record";
  private static final MethodDescriptor EQUALS =
      new MethodDescriptor("equals", Object.class, boolean.class);
  private static final MethodDescriptor HASH_CODE = new MethodDescriptor("hashCode", int.class);

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (RECORD.equals(cls.getName())) {
      refuse(cls, EQUALS, context);
      refuse(cls, HASH_CODE, context);
    } else if (RECORD.equals(cls.getParent())
        && !cls.getInterfaces().contains(ComparedByValue.class.getName())) {
      remove(cls, EQUALS);
      remove(cls, HASH_CODE);
    }
  }

  private static void refuse(
      ClassHolder cls, MethodDescriptor descriptor, ClassHolderTransformerContext context) {
    MethodHolder method = new MethodHolder(descriptor);
    method.setLevel(AccessLevel.PUBLIC);
    cls.addMethod(method);
    ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
    String reason = "this record is compared, so it must implement ComparedByValue";
    program.construct(UnsupportedOperationException.class, program.constant(reason)).raise();
  }

  private static void remove(ClassHolder cls, MethodDescriptor descriptor) {
    MethodHolder method = cls.getMethod(descriptor);
    if (method != null) {
      cls.removeMethod(method);
    }
  }
}
