// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Pictures and files that the agent adds: checked against what the gateway takes, and brought there in jobs that the
 * host shows. Only the thumbnail and the clipboard's picture know SWT.
 */
package org.chatdock.ui.internal.attach;
