const app = getApp();

// Story 17: the mini-program. The order goes to our own API; the weather greeting asks a foreign service with the buyer's position.
Page({
  data: { address: null, greeting: "" },

  chooseAddress() {
    wx.chooseAddress({
      success: (result) => {
        this.setData({ address: { recipient: result.userName, phone: result.telNumber, line: result.detailInfo } });
      },
    });
  },

  submit() {
    const { address } = this.data;
    wx.request({
      url: "https://api.lanternlane.cn/v1/orders",
      method: "POST",
      data: { address, openid: app.globalData.openid },
    });
  },

  greet() {
    wx.getLocation({
      success: ({ latitude, longitude }) => {
        wx.request({
          url: "https://api.openweathermap.org/data/2.5/weather",
          data: { lat: latitude, lon: longitude, appid: "example" },
          success: (response) => this.setData({ greeting: response.data.name }),
        });
      },
    });
  },
});
