// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import org.eclipse.osgi.util.NLS;

/** The words of the preference page. */
public final class Messages extends NLS {
    public static String Page_account;
    public static String Page_api;
    public static String Page_apiWrong;
    public static String Page_behaviour;
    public static String Page_corp;
    public static String Page_enter;
    public static String Page_gateway;
    public static String Page_gatewayGroup;
    public static String Page_gatewayWrong;
    public static String Page_noStorage;
    public static String Page_sound;
    public static String Page_token;
    public static String Page_tokenFailed;
    public static String Page_tokenKept;
    public static String Page_user;

    static {
        initializeMessages("org.chatdock.ui.workbench.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
