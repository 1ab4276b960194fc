// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

import java.util.Arrays;
import java.util.stream.Stream;

import org.chatdock.testkit.ContractRun;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every check of the contract finds the flaw that it is for. */
class MessageRendererContractFlawsTest {
    @Test
    void aGoodRendererPassesEverything() {
        ContractRun.of(() -> new OrderContract(null)).assertPassed();
    }

    @TestFactory
    Stream<DynamicTest> everyFlawIsFoundByItsCheck() {
        return Arrays.stream(Flaw.values()).map(flaw -> DynamicTest.dynamicTest(flaw.name(),
                () -> ContractRun.of(flaw.check, () -> new OrderContract(flaw)).assertFailed(flaw.check, flaw.words)));
    }
}
