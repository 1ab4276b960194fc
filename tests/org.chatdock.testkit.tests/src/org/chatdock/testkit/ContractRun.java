// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Runs the checks of a contract against a subject as JUnit would, each on a new instance, and looks at what fails. */
public final class ContractRun {
    private final Map<String, Throwable> failures = new TreeMap<>();
    private final Set<String> skipped = new TreeSet<>();
    private final Set<String> passed = new TreeSet<>();

    private ContractRun() {
    }

    /** Runs all checks. */
    public static ContractRun of(Supplier<?> contract) {
        ContractRun run = new ContractRun();
        for (Method check : methods(contract.get().getClass(), Test.class)) {
            run.run(check, contract.get());
        }
        assertTrue(run.passed.size() + run.failures.size() + run.skipped.size() > 10, "There are few checks.");
        return run;
    }

    /** Runs one check. */
    public static ContractRun of(String name, Supplier<?> contract) {
        ContractRun run = new ContractRun();
        methods(contract.get().getClass(), Test.class).stream().filter(check -> check.getName().equals(name))
                .forEach(check -> run.run(check, contract.get()));
        assertEquals(1, run.passed.size() + run.failures.size() + run.skipped.size(), "There is no check " + name);
        return run;
    }

    /** Nothing failed, and nothing was left out but what is said. */
    public void assertPassed(String... left) {
        assertEquals(Map.of(), failures);
        assertEquals(Set.of(left), skipped);
    }

    /** One check failed and no other, and its words hold some that tell why. */
    public void assertFailed(String check, String words) {
        assertEquals(Set.of(check), failures.keySet(), () -> "Failures: " + failures);
        assertTrue(failures.get(check) instanceof AssertionError, () -> "No failed assertion: " + failures);
        assertTrue(failures.get(check).getMessage().contains(words), () -> failures.get(check).getMessage());
    }

    private void run(Method check, Object contract) {
        try {
            for (Method before : methods(contract.getClass(), BeforeEach.class)) {
                call(before, contract);
            }
            call(check, contract);
            passed.add(check.getName());
        } catch (@SuppressWarnings("unused") TestAbortedException e) {
            skipped.add(check.getName());
        } catch (Throwable e) {
            failures.put(check.getName(), e);
        }
        try {
            for (Method after : methods(contract.getClass(), AfterEach.class)) {
                call(after, contract);
            }
        } catch (Throwable e) {
            failures.merge(check.getName(), e, (first, second) -> first);
        }
    }

    private static void call(Method method, Object contract) throws Throwable {
        try {
            method.setAccessible(true);
            method.invoke(contract);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static List<Method> methods(Class<?> type, Class<? extends Annotation> annotation) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Arrays.stream(each.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(annotation))
                    .forEach(methods::add);
        }
        return methods;
    }
}
