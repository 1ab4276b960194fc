// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.renderer;

/** A renderer as it should be keeps the contract: run by JUnit itself, as at an extender's. */
class OrderRendererContractTest extends OrderContract {
    OrderRendererContractTest() {
        super(null);
    }
}
